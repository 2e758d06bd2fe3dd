package io.matrixplatform.ingest.access.limits.wire;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations as Go writes them, and so OpenAI: {@code 60ms}, {@code 1s}, {@code 6m0s}, {@code 1h0m0.5s}. */
final class GoDuration {
    private static final long MILLIS_PER_SECOND = 1_000;
    private static final int MILLI_DIGITS = 3;
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
        String seconds = BigDecimal.valueOf(millis - minutes * SIXTY * MILLIS_PER_SECOND, MILLI_DIGITS)
                        .stripTrailingZeros()
                        .toPlainString()
                + "s";
        if (minutes == 0) {
            return seconds;
        }
        String rest = minutes % SIXTY + "m" + seconds;
        return minutes < SIXTY ? rest : minutes / SIXTY + "h" + rest;
    }
}
