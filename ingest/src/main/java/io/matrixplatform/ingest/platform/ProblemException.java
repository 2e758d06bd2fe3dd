package io.matrixplatform.ingest.platform;

import org.jspecify.annotations.Nullable;

/** Ends a request with a problem. An answer and no failure of ours, so it carries no stack trace. */
public final class ProblemException extends RuntimeException {
    private final ProblemType type;
    private final @Nullable String member;
    private final long retryAfterSeconds;

    /** @param detail for the client: says what to change, repeats nothing the client sent */
    public ProblemException(ProblemType type, String detail) {
        this(type, detail, null);
    }

    /** @param member of the request that it is about */
    public ProblemException(ProblemType type, String detail, @Nullable String member) {
        this(type, detail, member, 0);
    }

    private ProblemException(ProblemType type, String detail, @Nullable String member, long retryAfterSeconds) {
        super(detail, null, false, false);
        this.type = type;
        this.member = member;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** The same, with the time after which it may be tried again. */
    public static ProblemException retryAfter(ProblemType type, String detail, long seconds) {
        return new ProblemException(type, detail, null, seconds);
    }

    /** Zero where nothing is known of it. */
    long retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** Null where it is about no one member of the request. */
    public @Nullable String member() {
        return member;
    }

    public ProblemType type() {
        return type;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
