package io.matrixplatform.ingest.metering.otlp;

import static io.matrixplatform.ingest.platform.ProblemType.UNSUPPORTED_MEDIA_TYPE;

import io.matrixplatform.ingest.platform.ProblemException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a request is written, and so its answer. */
enum Encoding {
    PROTOBUF("application/x-protobuf"),
    JSON("application/json");

    private final String contentType;

    Encoding(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /** @throws ProblemException {@code UNSUPPORTED_MEDIA_TYPE} */
    static Encoding of(MultiMap headers) {
        Encoding said = saidIn(headers);
        if (said == null) {
            throw new ProblemException(
                    UNSUPPORTED_MEDIA_TYPE, "send application/x-protobuf, or application/json in UTF-8");
        }
        return said;
    }

    /** The same, of the answer to a request that may be of neither: then people read it. */
    static Encoding ofAnswer(MultiMap headers) {
        Encoding said = saidIn(headers);
        return said == null ? JSON : said;
    }

    private static @Nullable Encoding saidIn(MultiMap headers) {
        String header = headers.get(HttpHeaders.CONTENT_TYPE);
        String[] parts = header == null
                ? new String[] {""}
                : header.toLowerCase(Locale.ROOT).split(";", -1);
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].replace("\"", "").strip();
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                return null;
            }
        }
        String media = parts[0].strip();
        for (Encoding encoding : values()) {
            if (encoding.contentType.equals(media)) {
                return encoding;
            }
        }
        return null;
    }
}
