package io.matrixplatform.ingest.platform;

/** Ends a request with a problem. An answer and no failure of ours, so it carries no stack trace. */
public final class ProblemException extends RuntimeException {
    private final ProblemType type;

    /** @param detail for the client: says what to change, repeats nothing the client sent */
    public ProblemException(ProblemType type, String detail) {
        super(detail, null, false, false);
        this.type = type;
    }

    public ProblemType type() {
        return type;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
