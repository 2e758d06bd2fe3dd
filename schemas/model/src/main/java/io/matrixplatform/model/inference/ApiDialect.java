package io.matrixplatform.model.inference;

import io.matrixplatform.model.texts.PublicTexts;

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
        return PublicTexts.get(ApiDialect.class, text);
    }

    @Override
    public String toString() {
        return text;
    }
}
