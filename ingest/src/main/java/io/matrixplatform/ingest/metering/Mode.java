package io.matrixplatform.ingest.metering;

import static io.matrixplatform.ingest.platform.ProblemType.UNSUPPORTED_MEDIA_TYPE;

import io.matrixplatform.ingest.platform.ProblemException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Locale;

/** How the events stand in the request, after the HTTP binding of CloudEvents 1.0. */
enum Mode {
    /** One event is the body. */
    STRUCTURED,
    /** The body is an array of events. */
    BATCH,
    /** The attributes are headers, the body is the data. */
    BINARY;

    private static final String ONE = "application/cloudevents+json";
    private static final String MANY = "application/cloudevents-batch+json";

    private static final String ACCEPTED = "send application/cloudevents+json, application/cloudevents-batch+json, or "
            + "application/json with the ce- headers of binary mode, in UTF-8";

    /** @throws ProblemException {@code UNSUPPORTED_MEDIA_TYPE} */
    static Mode of(MultiMap headers) {
        String contentType = headers.get(HttpHeaders.CONTENT_TYPE);
        if (contentType == null) {
            throw new ProblemException(UNSUPPORTED_MEDIA_TYPE, ACCEPTED);
        }
        // As nearly every client writes it.
        return switch (contentType) {
            case ONE -> STRUCTURED;
            case MANY -> BATCH;
            default -> of(contentType, headers);
        };
    }

    private static Mode of(String contentType, MultiMap headers) {
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].replace("\"", "").strip();
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                throw new ProblemException(UNSUPPORTED_MEDIA_TYPE, ACCEPTED);
            }
        }
        return switch (parts[0].strip()) {
            case ONE -> STRUCTURED;
            case MANY -> BATCH;
            case "application/json" -> binary(headers);
            default -> throw new ProblemException(UNSUPPORTED_MEDIA_TYPE, ACCEPTED);
        };
    }

    private static Mode binary(MultiMap headers) {
        if (!headers.contains("ce-specversion")) {
            throw new ProblemException(UNSUPPORTED_MEDIA_TYPE, ACCEPTED);
        }
        return BINARY;
    }
}
