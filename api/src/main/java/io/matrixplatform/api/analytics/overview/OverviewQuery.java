package io.matrixplatform.api.analytics.overview;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.api.metering.usage.Sums.Whose;
import io.matrixplatform.api.metering.usage.WindowSize;
import io.matrixplatform.model.time.TimeWindow;
import java.time.Duration;

/** @param compares whether the period of the same length before is wanted too */
record OverviewQuery(Whose whose, TimeWindow window, WindowSize size, boolean compares) {
    private static final Duration MINUTES_MAX = Duration.ofHours(3);
    private static final Duration HOURS_MAX = Duration.ofDays(8);

    OverviewQuery {
        requireNonNull(whose, "whose");
        requireNonNull(window, "window");
        if (size == WindowSize.TOTAL) {
            throw new IllegalArgumentException("an overview has a course in time");
        }
    }

    /** What a chart of so much time is drawn with when nothing is said. */
    static WindowSize sizeFor(Duration length) {
        if (length.compareTo(MINUTES_MAX) <= 0) {
            return WindowSize.MINUTE;
        }
        return length.compareTo(HOURS_MAX) <= 0 ? WindowSize.HOUR : WindowSize.DAY;
    }

    TimeWindow before() {
        return new TimeWindow(window.start().minus(window.length()), window.start());
    }
}
