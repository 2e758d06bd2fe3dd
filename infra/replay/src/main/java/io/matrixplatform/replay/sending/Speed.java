package io.matrixplatform.replay.sending;

import java.time.Duration;

/** How many times faster than recorded; infinite for as fast as it goes. */
public record Speed(double factor) {
    public static final Speed MAX = new Speed(Double.POSITIVE_INFINITY);

    public Speed {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("a speed is like 1x, 60x or max, not " + factor);
        }
    }

    boolean isMax() {
        return factor == Double.POSITIVE_INFINITY;
    }

    /** When something that was recorded {@code after} the start is due. */
    Duration due(Duration after) {
        return isMax() ? Duration.ZERO : Duration.ofNanos((long) (after.toNanos() / factor));
    }
}
