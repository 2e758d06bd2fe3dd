package io.matrixplatform.ingest.inference.requests;

import static io.matrixplatform.model.inference.ApiDialect.ANTHROPIC;
import static io.matrixplatform.model.inference.ApiDialect.OPENAI;

import io.matrixplatform.model.inference.ApiDialect;

/** What can be asked of a model. */
public enum Operation {
    CHAT(OPENAI, "/chat/completions", "messages", true),
    COMPLETION(OPENAI, "/completions", "prompt", true),
    EMBEDDING(OPENAI, "/embeddings", "input", false),
    MESSAGES(ANTHROPIC, "/messages", "messages", true);

    private final ApiDialect dialect;
    private final String path;
    private final String upstreamPath;
    private final String promptMember;
    private final boolean generates;

    Operation(ApiDialect dialect, String upstreamPath, String promptMember, boolean generates) {
        this.dialect = dialect;
        this.path = "/v1" + upstreamPath;
        this.upstreamPath = upstreamPath;
        this.promptMember = promptMember;
        this.generates = generates;
    }

    /** The one that it is asked for in, and answered. */
    public ApiDialect dialect() {
        return dialect;
    }

    /** Where callers ask for it. */
    public String path() {
        return path;
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
