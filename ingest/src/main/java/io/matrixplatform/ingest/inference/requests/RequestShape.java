package io.matrixplatform.ingest.inference.requests;

import io.matrixplatform.model.inference.ApiDialect;
import java.util.Set;

/** Which members of a request a gateway looks at, by the dialect that it is in. */
enum RequestShape {
    OPENAI(
            Set.of(
                    "model",
                    "stream",
                    "stream_options",
                    "max_tokens",
                    "max_completion_tokens",
                    "n",
                    "best_of",
                    "messages",
                    "prompt",
                    "input"),
            Set.of("tools", "functions", "response_format", "suffix")),
    ANTHROPIC(Set.of("model", "stream", "max_tokens", "messages"), Set.of("system", "tools", "output_config"));

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
    private final Set<String> lookedAt;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
    private final Set<String> readBesideThePrompt;

    RequestShape(Set<String> lookedAt, Set<String> readBesideThePrompt) {
        this.lookedAt = lookedAt;
        this.readBesideThePrompt = readBesideThePrompt;
    }

    static RequestShape of(ApiDialect dialect) {
        return switch (dialect) {
            case OPENAI -> OPENAI;
            case ANTHROPIC -> ANTHROPIC;
        };
    }

    boolean looksAt(String member) {
        return lookedAt.contains(member);
    }

    /** Whether models read it beside the prompt, so that its tokens count. */
    boolean isReadBesideThePrompt(String member) {
        return readBesideThePrompt.contains(member);
    }

    /** Whether a request has to say how much may be written. */
    boolean requiresMaxTokens() {
        return this == ANTHROPIC;
    }

    /** Whether a stream tells its usage only if it is asked to. */
    boolean asksForUsage() {
        return this == OPENAI;
    }
}
