package io.matrixplatform.model.metering;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The group-by values of some usage, sorted by name. {@link #toJson} is canonical: equal dimensions give equal text, which
 * is what ids are hashed from and what stands on the wire.
 */
public record Dimensions(SortedMap<String, String> values) {
    public static final Dimensions NONE = new Dimensions(new TreeMap<>());

    public Dimensions {
        values = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    public static Dimensions of(Map<String, String> values) {
        return new Dimensions(new TreeMap<>(values));
    }

    /** One JSON object with text values and no spaces, for example <code>{"model":"gpt-4o","route":"/v1/chat"}</code>. */
    public String toJson() {
        StringBuilder json = new StringBuilder("{");
        values.forEach((name, value) -> {
            if (json.length() > 1) {
                json.append(',');
            }
            quote(json, name);
            json.append(':');
            quote(json, value);
        });
        return json.append('}').toString();
    }

    private static void quote(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    @Override
    public String toString() {
        return toJson();
    }
}
