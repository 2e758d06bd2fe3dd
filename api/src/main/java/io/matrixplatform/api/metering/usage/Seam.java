package io.matrixplatform.api.metering.usage;

import io.matrixplatform.model.metering.Slice;
import io.matrixplatform.model.time.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where the ledger's part of an answer ends and the rollups' part begins: the first full window (of a total: the first full
 * quarter hour) of which every rollup is still kept. What is before it is in no rollup's part, what is after it in no
 * ledger's, so nothing is counted twice.
 */
record Seam(Instant at) {
    static Seam of(WindowSize size, Instant oldestKept) {
        Duration step = size == WindowSize.TOTAL ? Slice.LENGTH : size.step();
        Instant floor = TimeWindow.containing(oldestKept, step).start();
        return new Seam(floor.equals(oldestKept) ? floor : floor.plus(step));
    }

    /** The part of the time that only the ledger still has. */
    Optional<TimeWindow> ledgerPart(TimeWindow window) {
        return window.start().isBefore(at)
                ? Optional.of(new TimeWindow(window.start(), earlier(window.end(), at)))
                : Optional.empty();
    }

    Optional<TimeWindow> rollupsPart(TimeWindow window) {
        return window.end().isAfter(at)
                ? Optional.of(new TimeWindow(later(window.start(), at), window.end()))
                : Optional.empty();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
