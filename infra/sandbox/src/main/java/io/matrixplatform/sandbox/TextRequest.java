package io.matrixplatform.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code /chat/completions}, {@code /completions} and {@code /messages} are asked for.
 *
 * @param chat whether it is of messages, and not of prompts
 * @param prompts one, but for completions of several prompts at once
 * @param choices so many answers to each prompt
 */
record TextRequest(
        boolean chat,
        SandboxModel model,
        List<String> prompts,
        int promptTokens,
        int choices,
        int tokensMax,
        boolean stream,
        boolean includeUsage) {
    private static final int MOST_CHOICES = 8;
    private static final int MOST_PROMPTS = 16;

    /** @throws SandboxException if it is not as OpenAI describes it */
    static TextRequest read(boolean chat, JsonNode body, Tokens tokens) {
        SandboxModel model = modelOf(body, SandboxModel.Kind.TEXT);
        List<String> prompts = chat ? List.of(messages(body).toString()) : prompts(body);
        int promptTokens = chat
                ? tokens.countMessages(body.path("messages"))
                : prompts.stream().mapToInt(tokens::count).sum();
        int usual = Integer.MAX_VALUE;
        int most = number(body, "max_tokens", usual, Integer.MAX_VALUE);
        return new TextRequest(
                chat,
                model,
                prompts,
                promptTokens,
                number(body, "n", 1, MOST_CHOICES),
                Math.min(most, number(body, "max_completion_tokens", usual, Integer.MAX_VALUE)),
                body.path("stream").asBoolean(false),
                body.path("stream_options").path("include_usage").asBoolean(false));
    }

    /** @throws SandboxException if it is not as Anthropic describes it */
    static TextRequest readMessages(JsonNode body, Tokens tokens) {
        SandboxModel model = modelOf(body, SandboxModel.Kind.TEXT);
        JsonNode system = body.path("system");
        int most = number(body, "max_tokens", 0, Integer.MAX_VALUE);
        if (most == 0) {
            throw SandboxException.invalid("max_tokens", "max_tokens: Field required");
        }
        return new TextRequest(
                true,
                model,
                List.of(system + messages(body).toString()),
                tokens.countMessages(body.path("messages")) + tokens.countContent(system),
                1,
                most,
                body.path("stream").asBoolean(false),
                true);
    }

    static SandboxModel modelOf(JsonNode body, SandboxModel.Kind kind) {
        String name = body.path("model").asText("");
        return SandboxModel.named(name, kind)
                .orElseThrow(() -> new SandboxException(
                        404, "model_not_found", "model", "The model does not exist here: " + name));
    }

    private static JsonNode messages(JsonNode body) {
        JsonNode messages = body.path("messages");
        if (!messages.isArray() || messages.isEmpty()) {
            throw SandboxException.invalid("messages", "messages is a list of at least one message");
        }
        return messages;
    }

    private static List<String> prompts(JsonNode body) {
        JsonNode prompt = body.path("prompt");
        List<String> prompts = new ArrayList<>();
        if (prompt.isTextual()) {
            prompts.add(prompt.asText());
        } else {
            prompt.forEach(one -> prompts.add(one.asText()));
        }
        if (prompts.isEmpty() || prompts.size() > MOST_PROMPTS) {
            throw SandboxException.invalid("prompt", "prompt is a text, or a list of up to " + MOST_PROMPTS);
        }
        return prompts;
    }

    private static int number(JsonNode body, String name, int usual, int most) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return usual;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() < 1 || value.asInt() > most) {
            throw SandboxException.invalid(name, name + " is a whole number from 1 to " + most);
        }
        return value.asInt();
    }
}
