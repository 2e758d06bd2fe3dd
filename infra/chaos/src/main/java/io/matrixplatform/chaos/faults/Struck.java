package io.matrixplatform.chaos.faults;

import io.matrixplatform.chaos.plan.Fault;
import java.time.Duration;
import java.util.Locale;

/**
 * What became of a fault.
 *
 * @param at when it was brought about, from the start of the traffic
 * @param lasted from the blow until the part said it was ready, or until that was given up
 * @param note what else there is to say; empty if nothing
 */
public record Struck(Fault fault, Duration at, Result result, Duration lasted, String note) {
    /** Whether the part was hit, and was there again. */
    public enum Result {
        BACK,
        NOT_BACK,
        /** It did not run at that moment, since another fault had hit it. */
        NOT_HIT
    }

    static Struck missed(Fault fault, Duration at, String note) {
        return new Struck(fault, at, Result.NOT_HIT, Duration.ZERO, note);
    }

    /** For example {@code t+01:05  kill -9 kafka: back after 8.1 s}. */
    @Override
    public String toString() {
        String seconds = String.format(Locale.ROOT, "%.1f s", lasted.toMillis() / 1_000.0);
        String outcome = switch (result) {
            case BACK -> "back after " + seconds;
            case NOT_BACK -> "not back after " + seconds;
            case NOT_HIT -> "not hit";
        };
        return fault + ": " + outcome + (note.isEmpty() ? "" : " (" + note + ")");
    }
}
