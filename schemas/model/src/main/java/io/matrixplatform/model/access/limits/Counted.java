package io.matrixplatform.model.access.limits;

/** What a limit counts of a call. */
public enum Counted {
    /** Each call that is let in, as one. */
    REQUESTS("requests"),
    INPUT_TOKENS("input tokens"),
    OUTPUT_TOKENS("output tokens"),
    /** Input and output together. */
    TOKENS("tokens"),
    /** Calls that are under way. */
    OPEN_REQUESTS("requests");

    private final String words;

    Counted(String words) {
        this.words = words;
    }

    /** For a person. */
    public String words() {
        return words;
    }

    public boolean isTokens() {
        return this == INPUT_TOKENS || this == OUTPUT_TOKENS || this == TOKENS;
    }
}
