package io.matrixplatform.api.console;

import io.matrixplatform.model.hashing.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/** One file of the console, held in memory. */
final class ConsoleFile {
    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    private final byte[] content;
    private final String mediaType;
    private final String tag;

    private ConsoleFile(byte[] content, String mediaType, String tag) {
        this.content = content;
        this.mediaType = mediaType;
        this.tag = tag;
    }

    /** @throws IllegalArgumentException if no media type is known for the name */
    static ConsoleFile of(String name, byte[] content) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String mediaType = MEDIA_TYPES.get(ending);
        if (mediaType == null) {
            throw new IllegalArgumentException("the console has no media type for " + name);
        }
        byte[] digest = Sha256.of(content);
        return new ConsoleFile(content.clone(), mediaType, '"' + HexFormat.of().formatHex(digest, 0, 12) + '"');
    }

    String mediaType() {
        return mediaType;
    }

    /** A strong entity tag, quoted. */
    String tag() {
        return tag;
    }

    int length() {
        return content.length;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(content);
    }

    String text() {
        return new String(content, StandardCharsets.UTF_8);
    }
}
