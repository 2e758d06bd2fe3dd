package io.matrixplatform.ingest.access.limits;

import io.matrixplatform.model.access.limits.Counted;

/**
 * What a call may come to, before anybody knows.
 *
 * @param input tokens of the prompt, estimated
 * @param output tokens at most
 * @param isOutputAssumed whether the client has not said how many tokens at most: then no more is reserved than the limits
 *     could ever give, and what is produced beyond that is owed
 */
public record Demand(long input, long output, boolean isOutputAssumed) {
    /** Above every limit. */
    private static final long MAX_TOKENS = 1_000_000_000_000L;

    /** One call, and nothing else. */
    public static final Demand NO_TOKENS = new Demand(0, 0, false);

    /** @throws IllegalArgumentException if a number is negative */
    public Demand {
        if (input < 0 || output < 0) {
            throw new IllegalArgumentException("tokens are at least 0: " + input + " in, " + output + " out");
        }
        input = Math.min(input, MAX_TOKENS);
        output = Math.min(output, MAX_TOKENS);
    }

    long of(Counted counted) {
        return switch (counted) {
            case REQUESTS, OPEN_REQUESTS -> 1;
            case INPUT_TOKENS -> input;
            case OUTPUT_TOKENS -> output;
            case TOKENS -> input + output;
        };
    }

    /** With no more output than {@code most}, if it is assumed. */
    Demand fittedTo(long most) {
        return isOutputAssumed && output > most ? new Demand(input, Math.max(0, most), true) : this;
    }
}
