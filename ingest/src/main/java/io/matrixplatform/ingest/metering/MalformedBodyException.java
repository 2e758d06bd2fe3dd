package io.matrixplatform.ingest.metering;

import java.io.IOException;

/** The body is JSON, but not the JSON of its content type. */
public final class MalformedBodyException extends IOException {
    public MalformedBodyException(String message) {
        super(message);
    }
}
