package io.matrixplatform.api.billing.subscriptions;

import io.matrixplatform.api.platform.problems.InvalidFields;
import io.matrixplatform.model.metering.Slice;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When an agreement may change: only between two slices of usage, so that every slice has one plan. */
final class QuarterHours {
    static final Duration FURTHEST = Duration.ofDays(3 * 366);

    private QuarterHours() {}

    /** The first one after {@code now}. */
    static Instant next(Instant now) {
        return Slice.startOf(now).plus(Slice.LENGTH);
    }

    /**
     * The wanted time, or the first one after {@code now} if none is wanted.
     *
     * @param pointer where the wanted time stands in the request
     * @throws io.matrixplatform.api.platform.problems.ProblemException {@code INVALID_FIELD}
     */
    static Instant wanted(@Nullable Instant wanted, Instant now, String pointer) {
        if (wanted == null) {
            return next(now);
        }
        new InvalidFields()
                .body(Slice.startOf(wanted).equals(wanted), pointer, "must be at a full quarter hour in UTC")
                .body(wanted.isAfter(now), pointer, "must be in the future")
                .body(!wanted.isAfter(now.plus(FURTHEST)), pointer, "at most three years ahead")
                .refuse();
        return wanted;
    }
}
