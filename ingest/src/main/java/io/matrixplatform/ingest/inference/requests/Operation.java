package io.matrixplatform.ingest.inference.requests;

/** What can be asked of a model. */
public enum Operation {
    CHAT("/chat/completions", "messages", true),
    COMPLETION("/completions", "prompt", true),
    EMBEDDING("/embeddings", "input", false);

    private final String upstreamPath;
    private final String promptMember;
    private final boolean generates;

    Operation(String upstreamPath, String promptMember, boolean generates) {
        this.upstreamPath = upstreamPath;
        this.promptMember = promptMember;
        this.generates = generates;
    }

    /** Where callers ask for it. */
    public String path() {
        return "/v1" + upstreamPath;
    }

    /** Where it is asked for, below an upstream's base address. */
    public String upstreamPath() {
        return upstreamPath;
    }

    /** The member of the request that says what the model is to read. */
    public String promptMember() {
        return promptMember;
    }

    /** Whether the model writes, so that asking twice may be paid twice and answered differently. */
    public boolean generates() {
        return generates;
    }
}
