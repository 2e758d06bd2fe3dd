package io.matrixplatform.api.metering.certificates;

import io.matrixplatform.api.platform.problems.InvalidFields;
import io.matrixplatform.model.time.TimeWindow;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A wanted interim certificate: of the UTC day of {@code until}, up to then. */
record NewInterim(
        @NotNull(message = "is required: a full minute in UTC") Instant until) {
    /** Earlier days are judged by what the log may not have any more. */
    private static final Duration REACH = Duration.ofDays(8);

    /** @throws io.matrixplatform.api.platform.problems.ProblemException {@code INVALID_FIELD} */
    TimeWindow window(Instant now) {
        boolean isFull = until.truncatedTo(ChronoUnit.MINUTES).equals(until);
        new InvalidFields()
                .body(isFull, "/until", "must be at a full minute in UTC")
                .body(!until.isAfter(now), "/until", "has not come yet")
                .body(!until.isBefore(now.minus(REACH)), "/until", "at most " + REACH.toDays() + " days ago")
                .refuse();
        return new TimeWindow(until.minusNanos(1).truncatedTo(ChronoUnit.DAYS), until);
    }
}
