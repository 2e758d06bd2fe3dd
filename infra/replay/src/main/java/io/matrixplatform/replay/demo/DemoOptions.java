package io.matrixplatform.replay.demo;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What a sitting of the demo is asked for.
 *
 * @param callsPerSecond of all tenants together, on average
 * @param history how much of the past is made up first
 * @param length when to stop
 */
public record DemoOptions(int tenants, int callsPerSecond, long seed, Duration history, Duration length) {
    public static final int MAX_TENANTS = 50;
    public static final int MAX_RATE = 1_000;

    /** Within the grace of the predefined meters, so that none of it is late. */
    public static final Duration MAX_HISTORY = Duration.ofMinutes(55);

    /** What one sitting sends at once before it begins. */
    private static final int MOST_HISTORY_CALLS = 60_000;

    public DemoOptions {
        requireNonNull(history, "history");
        requireNonNull(length, "length");
        require(tenants >= 1 && tenants <= MAX_TENANTS, "--tenants must be from 1 to " + MAX_TENANTS, tenants);
        require(
                callsPerSecond >= 1 && callsPerSecond <= MAX_RATE,
                "--rate must be from 1 to " + MAX_RATE,
                callsPerSecond);
        require(
                !history.isNegative() && history.compareTo(MAX_HISTORY) <= 0,
                "--history must be from 0s to " + MAX_HISTORY.toMinutes() + "m",
                history);
        Duration affordable = Duration.ofSeconds(MOST_HISTORY_CALLS / callsPerSecond);
        history = history.compareTo(affordable) < 0 ? history : affordable;
    }

    private static void require(boolean holds, String what, Object given) {
        if (!holds) {
            throw new IllegalArgumentException(what + ", not " + given);
        }
    }
}
