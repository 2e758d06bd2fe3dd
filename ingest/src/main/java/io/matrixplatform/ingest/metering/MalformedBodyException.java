package io.matrixplatform.ingest.metering;

import java.io.IOException;

/** The body is JSON, but not the JSON of its content type. */
final class MalformedBodyException extends IOException {
    MalformedBodyException(String message) {
        super(message);
    }
}
