package io.matrixplatform.replay.offline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * The rules that AI usage is checked against, as {@code GET /v1/usage-rules} tells them.
 *
 * @param byModel {@code *} for every model that has none of its own
 */
public record UsageLimits(Map<String, JsonNode> byModel) {
    public static final UsageLimits NONE = new UsageLimits(Map.of());

    private static final String EVERY_MODEL = "*";

    public UsageLimits {
        byModel = Map.copyOf(byModel);
    }

    /** Whether what a call says of itself can be. */
    public boolean admit(String model, long inputTokens, long outputTokens) {
        JsonNode rule = byModel.getOrDefault(model, byModel.get(EVERY_MODEL));
        return rule == null
                || (inputTokens <= limit(rule, "max_input_tokens")
                        && outputTokens <= limit(rule, "max_output_tokens")
                        && inputTokens + outputTokens <= limit(rule, "max_context_tokens"));
    }

    private static long limit(JsonNode rule, String name) {
        return rule.path(name).isNumber() ? rule.path(name).asLong() : Long.MAX_VALUE;
    }
}
