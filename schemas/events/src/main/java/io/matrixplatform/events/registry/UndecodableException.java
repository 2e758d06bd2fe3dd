package io.matrixplatform.events.registry;

/** Bytes that are not a record of the wanted contract. A bad record, not a failure of the registry. */
public final class UndecodableException extends RuntimeException {
    private final String reason;

    public UndecodableException(String reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    public UndecodableException(String reason, String detail, Throwable cause) {
        super(detail, cause);
        this.reason = reason;
    }

    /** Stable code: {@code malformed} or {@code unknown-schema}. */
    public String reason() {
        return reason;
    }
}
