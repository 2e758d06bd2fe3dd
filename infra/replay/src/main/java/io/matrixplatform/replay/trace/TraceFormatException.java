package io.matrixplatform.replay.trace;

/** A file that is not the trace it should be. The message names the file and the line. */
public final class TraceFormatException extends RuntimeException {
    public TraceFormatException(String message) {
        super(message);
    }

    public TraceFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
