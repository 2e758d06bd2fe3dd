package io.matrixplatform.replay.certificates;

import java.time.Instant;
import java.util.List;

/** One version of what the calls of a model were checked against. Limits are the largest number where there are none. */
record Rule(
        String model,
        long maxInput,
        long maxOutput,
        long maxContext,
        boolean partsWithinWhole,
        boolean holdEstimated,
        boolean requireUsage,
        Instant from,
        Instant until) {
    private static final String EVERY_MODEL = "*";

    /** Whether a call broke the rule that was in force: its model's own, else that of every model. */
    static boolean holds(List<Rule> rules, Saying call, Instant at) {
        String model = call.text("model");
        return rules.stream()
                .filter(rule -> !at.isBefore(rule.from) && at.isBefore(rule.until))
                .filter(rule -> rule.model.equals(model) || rule.model.equals(EVERY_MODEL))
                .min((one, other) -> Boolean.compare(one.model.equals(EVERY_MODEL), other.model.equals(EVERY_MODEL)))
                .filter(rule -> rule.isBrokenBy(call))
                .isPresent();
    }

    private boolean isBrokenBy(Saying call) {
        long input = call.whole("input_tokens");
        long output = call.whole("output_tokens");
        long cached = call.whole("cached_input_tokens");
        long reasoning = call.whole("reasoning_output_tokens");
        if (Math.min(Math.min(input, output), Math.min(cached, reasoning)) < 0) {
            return true;
        }
        return input > maxInput
                || output > maxOutput
                || input + output > maxContext
                || (partsWithinWhole && (cached > input || reasoning > output))
                || (requireUsage && input + output == 0 && call.text("status").equals("200"))
                || (holdEstimated && call.text("estimated").equals("true"));
    }
}
