package io.matrixplatform.chaos.plan;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Locale;

/**
 * One blow to one part.
 *
 * @param after the start of the traffic
 * @param span how long it stands still, or how long after the commit it is killed; zero for other blows
 */
public record Fault(Duration after, String part, Blow blow, Duration span) {
    public Fault {
        requireNonNull(part, "part");
        requireNonNull(blow, "blow");
        if (after.isNegative() || span.isNegative()) {
            throw new IllegalArgumentException("time does not run backwards: " + after + ", " + span);
        }
    }

    /** For example {@code t+01:05  kill -9 kafka}. */
    @Override
    public String toString() {
        String what = switch (blow) {
            case KILL, RESTART -> blow + " " + part;
            case KILL_AT_COMMIT -> blow + " (" + span.toMillis() + " ms after) " + part;
            case FREEZE -> blow + " (" + seconds(span) + " s) " + part;
        };
        return at(after) + "  " + what;
    }

    /** A moment of a run as people read it. */
    public static String at(Duration after) {
        return String.format(Locale.ROOT, "t+%02d:%02d", after.toMinutes(), after.toSecondsPart());
    }

    private static String seconds(Duration span) {
        return String.format(Locale.ROOT, "%.1f", span.toMillis() / 1_000.0);
    }
}
