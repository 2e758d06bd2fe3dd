package io.matrixplatform.ingest.metering.otlp;

/** Why data points are no samples: what to change, for whoever sends them. Expected, so it carries no stack trace. */
final class UnusableException extends Exception {
    UnusableException(String remedy) {
        super(remedy, null, false, false);
    }

    String remedy() {
        return String.valueOf(getMessage());
    }
}
