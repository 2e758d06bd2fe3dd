package io.matrixplatform.replay.plan;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What is done to a trace on purpose, because no recorded trace has it. All but the first three befall different calls.
 *
 * @param duplicates the share of calls that are sent a second time
 * @param disorder how far a call may be sent out of its place
 * @param late the share of calls whose time is moved back by {@link Plan#LATE_BY}
 * @param conflicts the share of calls that are contradicted when all was sent
 * @param amended the share of calls that are amended, half of them before they come
 * @param cancelled the share of calls that are cancelled, half of them before they come
 * @param invalid the share of calls that have more tokens than a model can have
 */
public record Injection(
        double duplicates,
        Duration disorder,
        double late,
        double conflicts,
        double amended,
        double cancelled,
        double invalid) {
    public static final Injection NONE = new Injection(0, Duration.ZERO, 0);

    public Injection {
        requireNonNull(disorder, "disorder");
        requireShare(duplicates, "duplicates");
        requireShare(late, "late");
        requireShare(conflicts, "conflicts");
        requireShare(amended, "amended");
        requireShare(cancelled, "cancelled");
        requireShare(invalid, "invalid");
        requireShare(conflicts + amended + cancelled + invalid, "conflicts, amended, cancelled and invalid together");
        if (disorder.isNegative()) {
            throw new IllegalArgumentException("disorder is a span of time, not " + disorder);
        }
    }

    /** Nothing that is not what it seems. */
    public Injection(double duplicates, Duration disorder, double late) {
        this(duplicates, disorder, late, 0, 0, 0, 0);
    }

    private static void requireShare(double share, String name) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(name + " is a share from 0% to 100%, not " + share * 100 + "%");
        }
    }
}
