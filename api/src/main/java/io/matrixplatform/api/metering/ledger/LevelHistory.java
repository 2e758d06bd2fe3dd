package io.matrixplatform.api.metering.ledger;

import io.matrixplatform.model.metering.folds.Fold;
import io.matrixplatform.model.metering.folds.Levels;
import io.matrixplatform.model.time.TimeWindow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Levels of several series over time; together they come to the sum of what each does. */
public final class LevelHistory {
    private final Map<String, NavigableMap<Instant, Fold>> bySeries = new HashMap<>();

    /** Takes a slice in; both lanes of one are one. */
    public void add(FoldRow row) {
        add(row.series(), row.start(), row.toFold());
    }

    /** Takes in what was heard of a series from {@code start} on; windows that overlap are one if they start together. */
    public void add(String series, Instant start, Fold fold) {
        bySeries.computeIfAbsent(series, any -> new TreeMap<>()).merge(start, fold, (one, other) -> {
            one.merge(other);
            return one;
        });
    }

    /** In level × hours. */
    public BigDecimal over(TimeWindow window) {
        return bySeries.values().stream().map(slices -> over(window, slices)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal over(TimeWindow window, NavigableMap<Instant, Fold> slices) {
        Levels levels = new Levels(window);
        // The slice that the window starts in may say nothing before it: then the one before says what holds.
        Instant around = slices.floorKey(window.start());
        Instant before = around == null ? null : slices.lowerKey(around);
        Instant first = before != null ? before : around;
        NavigableMap<Instant, Fold> heard = slices.headMap(window.end(), false);
        (first == null ? heard : heard.tailMap(first, true)).values().forEach(levels::add);
        return levels.result().quantity();
    }
}
