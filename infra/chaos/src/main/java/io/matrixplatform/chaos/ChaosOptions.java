package io.matrixplatform.chaos;

import io.matrixplatform.chaos.plan.FaultPlan;
import io.matrixplatform.replay.ReplayOptions;
import io.matrixplatform.replay.plan.Injection;
import io.matrixplatform.replay.sending.Speed;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How long, by which seed, and how many calls a second on average.
 *
 * @param seed decides the faults and the calls
 */
public record ChaosOptions(int minutes, long seed, int rate) {
    public static final int DEFAULT_MINUTES = 5;
    public static final long DEFAULT_SEED = 1;
    public static final int DEFAULT_RATE = 60;

    private static final int MOST_MINUTES = 12 * 60;
    private static final int MOST_RATE = 500;
    private static final Injection MIXED =
            new Injection(0.05, Duration.ofSeconds(20), 0.01, 0.005, 0.005, 0.005, 0.005);

    public ChaosOptions {
        if (minutes < 1 || minutes > MOST_MINUTES) {
            throw new IllegalArgumentException("minutes must be from 1 to " + MOST_MINUTES + ", not " + minutes);
        }
        if (rate < 1 || rate > MOST_RATE) {
            throw new IllegalArgumentException("rate must be from 1 to " + MOST_RATE + ", not " + rate);
        }
    }

    FaultPlan plan() {
        return FaultPlan.of(minutes, seed);
    }

    Duration length() {
        return Duration.ofMinutes(minutes);
    }

    /** The calls of a trace as they would have been made, with everything in them that traffic must not have. */
    ReplayOptions replay(Path trace) {
        return new ReplayOptions(
                trace, ReplayOptions.DEFAULT_TENANTS, MIXED, false, seed, new Speed(1), ReplayOptions.DEFAULT_BATCH);
    }
}
