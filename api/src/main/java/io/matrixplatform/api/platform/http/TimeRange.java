package io.matrixplatform.api.platform.http;

import io.matrixplatform.api.platform.problems.InvalidFields;
import io.matrixplatform.model.time.TimeWindow;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The time that a request asks about: {@code from} belongs to it, {@code to} does not. Both are required. */
public final class TimeRange {
    private final TimeWindow window;

    public TimeRange(
            @Required @QueryParam("from") @Nullable Instant from, @Required @QueryParam("to") @Nullable Instant to) {
        new InvalidFields()
                .parameter(from != null, "from", "is required")
                .parameter(to != null, "to", "is required")
                .parameter(from == null || to == null || from.isBefore(to), "to", "must be after from")
                .refuse();
        if (from == null || to == null) {
            throw new AssertionError("refused above");
        }
        window = new TimeWindow(from, to);
    }

    public TimeWindow window() {
        return window;
    }

    /**
     * The window, if both ends are at a full {@code step} in UTC.
     *
     * @param stepName for a person, such as "minute"
     * @throws io.matrixplatform.api.platform.problems.ProblemException {@code INVALID_FIELD} if not, or if it is longer
     *     than {@code longest}
     */
    public TimeWindow window(Duration step, String stepName, Duration longest) {
        String detail = "must be at a full " + stepName + " in UTC";
        new InvalidFields()
                .parameter(isAt(window.start(), step), "from", detail)
                .parameter(isAt(window.end(), step), "to", detail)
                .parameter(window.length().compareTo(longest) <= 0, "to", "at most " + longest + " after from")
                .refuse();
        return window;
    }

    private static boolean isAt(Instant moment, Duration step) {
        return moment.getNano() == 0 && Math.floorMod(moment.getEpochSecond(), step.toSeconds()) == 0;
    }
}
