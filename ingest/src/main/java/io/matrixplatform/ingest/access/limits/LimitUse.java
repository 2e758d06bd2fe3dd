package io.matrixplatform.ingest.access.limits;

import io.matrixplatform.model.access.limits.LimitKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was used of the limits of one owner at a moment.
 *
 * @param owner id of the subscription or key whose limits they are
 */
public record LimitUse(String owner, Instant at, List<Used> limits) {
    public LimitUse {
        limits = List.copyOf(limits);
    }

    /**
     * Of one limit.
     *
     * @param amount null where it is not known: nobody has asked for the limit since a restart
     * @param used and not back yet
     * @param backAt when all of it is, if nothing else is used; null if nothing is used, or if nobody can know
     */
    public record Used(
            LimitKind kind,
            @Nullable Long amount,
            long used,
            @Nullable Instant backAt) {
        static Used of(LimitKind kind, long amount, long used, long untilFullNanos, Now now) {
            Duration untilFull = Duration.ofNanos(untilFullNanos);
            return new Used(kind, amount, used, untilFull.isZero() ? null : at(now).plus(untilFull));
        }

        /** What is known of a window of before a restart. */
        static Used of(KeptWindows.Window window) {
            long end = (window.number() + 1) * window.kind().window().toMillis();
            return new Used(window.kind(), null, window.used(), Instant.ofEpochMilli(end));
        }
    }

    static Instant at(Now now) {
        return Instant.ofEpochMilli(now.utcMillis());
    }
}
