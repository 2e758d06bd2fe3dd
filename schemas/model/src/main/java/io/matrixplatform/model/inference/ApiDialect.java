package io.matrixplatform.model.inference;

import java.util.Arrays;
import java.util.List;

/** The API that a server of models speaks. The texts are public: in routes, in the API and in topics. */
public enum ApiDialect {
    /** Chat completions, completions and embeddings, as OpenAI words them. */
    OPENAI("openai"),
    /** Messages, as Anthropic words them. */
    ANTHROPIC("anthropic");

    private final String text;

    ApiDialect(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException that names those there are */
    public static ApiDialect of(String text) {
        return Arrays.stream(values())
                .filter(each -> each.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not one of " + List.of(values())));
    }

    @Override
    public String toString() {
        return text;
    }
}
