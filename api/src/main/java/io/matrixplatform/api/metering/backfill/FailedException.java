package io.matrixplatform.api.metering.backfill;

/** A backfill cannot be made, however often it is tried. The message is shown to whoever asked for it. */
final class FailedException extends RuntimeException {
    FailedException(String message) {
        super(message);
    }
}
