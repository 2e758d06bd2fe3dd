package io.matrixplatform.replay.plan;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What is done to a trace on purpose, because no recorded trace has it.
 *
 * @param duplicates the share of calls that are sent a second time
 * @param disorder how far a call may be sent out of its place
 * @param late the share of calls whose time is moved back by {@link Plan#LATE_BY}
 */
public record Injection(double duplicates, Duration disorder, double late) {
    public static final Injection NONE = new Injection(0, Duration.ZERO, 0);

    public Injection {
        requireNonNull(disorder, "disorder");
        requireShare(duplicates, "duplicates");
        requireShare(late, "late");
        if (disorder.isNegative()) {
            throw new IllegalArgumentException("disorder is a span of time, not " + disorder);
        }
    }

    private static void requireShare(double share, String name) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(name + " is a share from 0% to 100%, not " + share * 100 + "%");
        }
    }
}
