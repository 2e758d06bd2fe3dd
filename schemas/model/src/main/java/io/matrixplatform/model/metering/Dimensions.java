package io.matrixplatform.model.metering;

import java.util.Collections;
import java.util.HexFormat;
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
        // Read as a plain map: a sorted one would bring its own order along.
        values = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, String>) values));
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
            } else if (c < ' ' || isLoneSurrogate(text, i)) {
                json.append("\\u").append(HexFormat.of().toHexDigits(c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    /** Half a character: UTF-8 has no bytes for it, so written plainly two different values would become one. */
    private static boolean isLoneSurrogate(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    @Override
    public String toString() {
        return toJson();
    }
}
