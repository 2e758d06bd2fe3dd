package io.matrixplatform.replay.certificates;

import java.time.Duration;
import java.time.Instant;

/**
 * What a certificate is about, in time of recording.
 *
 * @param isDay whether it is final
 */
record CertifiedWindow(Instant from, Instant to, boolean isDay) {
    private static final long SLICE_SECONDS = 900;

    static CertifiedWindow of(Stored certificate) {
        return new CertifiedWindow(certificate.from(), certificate.to(), certificate.isDay());
    }

    /** The first slice of a meter that closes within it. */
    Instant firstSlice(Duration grace) {
        return atQuarter(from.minus(grace).minusSeconds(SLICE_SECONDS));
    }

    /** The first that closes later; of one that is not final, the first that begins later. */
    Instant endOfSlices(Duration grace) {
        return isDay ? atQuarter(to.minus(grace).minusSeconds(SLICE_SECONDS)) : atQuarter(to);
    }

    private static Instant atQuarter(Instant moment) {
        long second = moment.getEpochSecond();
        long past = Math.floorMod(second, SLICE_SECONDS);
        boolean isAt = past == 0 && moment.getNano() == 0;
        return Instant.ofEpochSecond(isAt ? second : second - past + SLICE_SECONDS);
    }
}
