package io.matrixplatform.streams.metering.rules;

import io.matrixplatform.events.catalog.UsageRuleState;
import io.matrixplatform.streams.metering.facts.Usage;
import io.matrixplatform.streams.platform.StreamType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * One version of a model's rule, as the job applies it.
 *
 * @param model the model it is of, or {@link #EVERY_MODEL}
 * @param effectiveFrom micros of {@code recorded_at} from which facts are checked
 * @param effectiveUntil micros of {@code recorded_at} from which they no longer are; {@link Long#MAX_VALUE} while in force
 */
public record UsageRule(
        String model, long version, long effectiveFrom, long effectiveUntil, Limits limits, Demands demands) {
    /** A rule of this name is for each model that has none of its own in force. */
    public static final String EVERY_MODEL = "*";

    public static final TypeInformation<UsageRule> TYPE = StreamType.of(new UsageRuleSerializer());

    /** Tokens; {@link #NONE} where there is no limit. */
    public record Limits(long input, long output, long context) {
        public static final long NONE = Long.MAX_VALUE;
    }

    /**
     * @param partsWithinWhole whether cached input lies within input, and reasoning output within output
     * @param holdEstimated whether a call with estimated counts is held
     * @param requireUsage whether a successful call without any token is held
     */
    public record Demands(boolean partsWithinWhole, boolean holdEstimated, boolean requireUsage) {}

    static UsageRule of(UsageRuleState state) {
        Instant until = state.getEffectiveUntil();
        return new UsageRule(
                state.getModel(),
                state.getVersion(),
                micros(state.getEffectiveFrom()),
                until == null ? Long.MAX_VALUE : micros(until),
                new Limits(
                        orNone(state.getMaxInputTokens()),
                        orNone(state.getMaxOutputTokens()),
                        orNone(state.getMaxContextTokens())),
                new Demands(state.getPartsWithinWhole(), state.getHoldEstimated(), state.getRequireUsage()));
    }

    boolean covers(long recordedAt) {
        return recordedAt >= effectiveFrom && recordedAt < effectiveUntil;
    }

    /** The first demand that an API call does not meet, in a fixed order; null if it meets all. */
    @Nullable Breach check(Usage call) {
        long input = measure(call, "input_tokens");
        long output = measure(call, "output_tokens");
        long cached = measure(call, "cached_input_tokens");
        long reasoning = measure(call, "reasoning_output_tokens");
        if (Math.min(Math.min(input, output), Math.min(cached, reasoning)) < 0) {
            return broken("negative-count", "a number of tokens is negative");
        }
        if (demands.partsWithinWhole && cached > input) {
            return broken("cached-above-input", cached + " cached tokens are not within " + input + " input tokens");
        }
        if (demands.partsWithinWhole && reasoning > output) {
            return broken(
                    "reasoning-above-output",
                    reasoning + " reasoning tokens are not within " + output + " output tokens");
        }
        if (input > limits.input) {
            return broken("input-above-limit", input + " input tokens, and the limit is " + limits.input);
        }
        if (output > limits.output) {
            return broken("output-above-limit", output + " output tokens, and the limit is " + limits.output);
        }
        if (input > limits.context - output) {
            return broken(
                    "context-above-limit",
                    input + " input and " + output + " output tokens, and the limit is " + limits.context);
        }
        if (demands.requireUsage
                && input == 0
                && output == 0
                && call.dimension("status").equals("200")) {
            return broken("usage-missing", "the call was answered, and has no tokens");
        }
        return demands.holdEstimated && call.dimension("estimated").equals("true")
                ? broken("estimated", "the numbers of tokens are an estimate")
                : null;
    }

    private Breach broken(String reason, String detail) {
        return new Breach(model, version, reason, detail);
    }

    private static long measure(Usage call, String name) {
        int measure = call.measure(name);
        return measure < 0 ? 0 : call.whole(measure);
    }

    private static long orNone(@Nullable Long limit) {
        return limit == null ? Limits.NONE : limit;
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
