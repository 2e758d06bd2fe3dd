package io.matrixplatform.api.platform.http;

import io.matrixplatform.api.platform.json.Texts;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Where the next page of a list starts: the sort key of the last row shown. Opaque to clients. */
public record Cursor(List<String> key) {
    private static final String SEPARATOR = "\n";

    public Cursor {
        key = List.copyOf(key);
    }

    public static Cursor of(String... key) {
        return new Cursor(List.of(key));
    }

    /** @throws IllegalArgumentException if it is none of ours */
    public static Cursor parse(String text) {
        try {
            String key = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            return new Cursor(
                    Arrays.stream(key.split(SEPARATOR, -1)).map(Texts::clean).toList());
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("not a cursor: pass next_cursor of the page before", malformed);
        }
    }

    @Override
    public String toString() {
        byte[] bytes = String.join(SEPARATOR, key).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
