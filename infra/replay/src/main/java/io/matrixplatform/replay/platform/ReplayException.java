package io.matrixplatform.replay.platform;

/** A replay that cannot go on. The message is for the person who started it. */
public final class ReplayException extends RuntimeException {
    public ReplayException(String message) {
        super(message);
    }

    public ReplayException(String message, Throwable cause) {
        super(message, cause);
    }
}
