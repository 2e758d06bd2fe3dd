package io.matrixplatform.ingest.access.limits.wire;

import java.time.Duration;

/** Durations as Go writes them, and so OpenAI: {@code 60ms}, {@code 1s}, {@code 6m0s}, {@code 1h0m0.5s}. */
final class GoDuration {
    private static final long MILLIS_PER_SECOND = 1_000;
    private static final long TEN = 10;
    private static final long SIXTY = 60;

    private GoDuration() {}

    /** Rounded up to a millisecond. */
    static String of(Duration duration) {
        long millis = Waits.millis(duration);
        if (millis == 0) {
            return "0s";
        }
        if (millis < MILLIS_PER_SECOND) {
            return millis + "ms";
        }
        long minutes = millis / MILLIS_PER_SECOND / SIXTY;
        String seconds = seconds(millis - minutes * SIXTY * MILLIS_PER_SECOND);
        if (minutes == 0) {
            return seconds;
        }
        String rest = minutes % SIXTY + "m" + seconds;
        return minutes < SIXTY ? rest : minutes / SIXTY + "h" + rest;
    }

    private static String seconds(long millis) {
        StringBuilder text = new StringBuilder().append(millis / MILLIS_PER_SECOND);
        long rest = millis % MILLIS_PER_SECOND;
        if (rest != 0) {
            text.append('.');
        }
        for (long unit = MILLIS_PER_SECOND / TEN; rest != 0; unit /= TEN) {
            text.append(rest / unit);
            rest %= unit;
        }
        return text.append('s').toString();
    }
}
