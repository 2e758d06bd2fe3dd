package io.matrixplatform.replay.plan;

import io.matrixplatform.replay.counting.Totals;
import java.time.Instant;

/**
 * One event to send about an API call. The call's number is the row of the trace, and names the event.
 *
 * @param tenant index of the tenant in the run
 * @param key index of the key among the tenant's
 * @param late whether its time was moved back on purpose
 */
public record PlannedCall(
        int number,
        int tenant,
        int key,
        Instant occurredAt,
        boolean late,
        Model model,
        long latencyMs,
        long inputTokens,
        long outputTokens,
        Saying saying) {
    private static final long IMPLAUSIBLE = 2_000_000_000L;

    /** Unique within a run, and the same each time the event is sent. */
    public String name() {
        return saying == Saying.CALL || saying == Saying.IMPLAUSIBLE_CALL ? "" + number : number + "-" + saying;
    }

    PlannedCall saying(Saying other) {
        long output = other == Saying.IMPLAUSIBLE_CALL ? outputTokens + IMPLAUSIBLE : outputTokens;
        long input = other == Saying.CONTRADICTION ? inputTokens + 1 : inputTokens;
        return new PlannedCall(number, tenant, key, occurredAt, late, model, latencyMs, input, output, other);
    }

    /** What an amendment says instead. */
    long amendedInputTokens() {
        return inputTokens / 2 + 3;
    }

    long amendedOutputTokens() {
        return outputTokens / 2 + 5;
    }

    /** What the event adds to what was sent about the call before. */
    public Totals adds() {
        Totals call = Totals.ofCall(inputTokens, outputTokens);
        return switch (saying) {
            case CALL -> call;
            case IMPLAUSIBLE_CALL, CONTRADICTION -> Totals.ZERO;
            case CANCELLATION -> Totals.ZERO.minus(call);
            case AMENDMENT ->
                Totals.ofCall(amendedInputTokens(), amendedOutputTokens()).minus(call);
        };
    }
}
