package io.matrixplatform.api.metering.usage;

import io.matrixplatform.api.metering.ledger.FoldRow;
import io.matrixplatform.api.metering.ledger.Ledger;
import io.matrixplatform.api.metering.ledger.Ledger.FoldCut;
import io.matrixplatform.api.metering.ledger.Total;
import io.matrixplatform.api.metering.usage.FoldedUsage.Amount;
import io.matrixplatform.api.metering.usage.FoldedUsage.Answer;
import io.matrixplatform.api.metering.usage.FoldedUsage.Cell;
import io.matrixplatform.model.metering.folds.ErrorBound;
import io.matrixplatform.model.metering.folds.Fold;
import io.matrixplatform.model.metering.folds.FoldResult;
import io.matrixplatform.model.metering.folds.Folding;
import io.matrixplatform.model.metering.folds.Gap;
import io.matrixplatform.model.metering.folds.Timelines;
import io.matrixplatform.model.metering.measures.RuntimeMetrics;
import io.matrixplatform.model.time.TimeWindow;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Usage of meters over samples of instances, from the ledger and the late lane, which know them to the second. Whatever is asked,
 * all samples of an instance are read: the next one ends a level, also when it counts for another group.
 */
final class SampledUsage {
    private final Rollups rollups;
    private final Ledger ledger;
    private final InstantSource clock;

    SampledUsage(Rollups rollups, Ledger ledger, InstantSource clock) {
        this.rollups = rollups;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Samples of the time and around it, by the values of {@code names}. */
    private static final class Found {
        private final Timelines<List<String>> timelines = new Timelines<>();
        private final Map<Cell, Long> facts = new HashMap<>();
        private @Nullable Instant first;

        void add(FoldRow row) {
            timelines.add(row.dimensions(), row.toFold());
            first = first == null || row.start().isBefore(first) ? row.start() : first;
        }
    }

    Answer ask(UsageQuery query) {
        List<String> names = new ArrayList<>(query.groupBy());
        query.filter().keySet().stream().filter(name -> !names.contains(name)).forEach(names::add);
        Found found = read(query, names);
        Map<Cell, Amount> amounts = new HashMap<>();
        Instant first = found.first;
        if (first != null) {
            for (TimeWindow window : FoldedUsage.windows(query, first, now())) {
                found.timelines
                        .over(window)
                        .forEach((values, result) -> put(query, names, window.start(), values, result, 0, amounts));
            }
            found.facts.forEach(
                    (cell, count) -> put(query, names, cell.start(), cell.dimensions(), zero(), count, amounts));
        }
        return new Answer(amounts, List.of(UsageSource.of(UsageSource.Store.LEDGER, query.window())));
    }

    /** Times within the window of which nothing is known, in order. */
    List<Gap> gaps(UsageQuery query) {
        return read(query, List.of()).timelines.gaps(Ledger.until(now(), query.window()));
    }

    /** By the minutes that Pinot has; empty if there are too many. */
    Optional<Total> byRollups(UsageQuery query, TimeWindow window) {
        TimeWindow around = new TimeWindow(
                query.window().start().minus(Folding.HOLD_MAX),
                query.window().end().plus(Folding.HOLD_MAX));
        List<FoldedMinute> minutes = rollups.folds(query.toSums().within(around), FoldedUsage.MINUTES_MAX + 1);
        if (minutes.size() > FoldedUsage.MINUTES_MAX) {
            return Optional.empty();
        }
        Timelines<String> timelines = new Timelines<>();
        minutes.forEach(minute -> timelines.add("", Fold.fromBytes(minute.fold())));
        long facts = minutes.stream()
                .filter(minute -> query.window().contains(minute.start()))
                .mapToLong(FoldedMinute::factCount)
                .sum();
        return Optional.of(new Total(timelines.total(window).quantity(), facts));
    }

    private Found read(UsageQuery query, List<String> names) {
        Found found = new Found();
        FoldCut cut = new FoldCut(
                query.tenant(), query.meter().key(), FoldedUsage.slices(query.window()), names, ofInstances(query));
        ledger.lastLevels(cut).forEach(found::add);
        ledger.readFolds(cut, row -> {
            found.add(row);
            found.facts.merge(
                    new Cell(FoldedUsage.windowOf(query, row.start()), row.dimensions()), row.factCount(), Long::sum);
        });
        ledger.readSamplesAfter(cut, found::add);
        return found;
    }

    /** An instance has all of its samples, or none; other filters are for afterwards. */
    private static Map<String, Set<String>> ofInstances(UsageQuery query) {
        Set<String> instances = query.filter().get(RuntimeMetrics.INSTANCE);
        return instances == null ? Map.of() : Map.of(RuntimeMetrics.INSTANCE, instances);
    }

    private static void put(
            UsageQuery query,
            List<String> names,
            Instant start,
            List<String> values,
            FoldResult result,
            long facts,
            Map<Cell, Amount> amounts) {
        for (Map.Entry<String, Set<String>> wanted : query.filter().entrySet()) {
            if (!wanted.getValue().contains(values.get(names.indexOf(wanted.getKey())))) {
                return;
            }
        }
        Cell cell =
                new Cell(start, List.copyOf(values.subList(0, query.groupBy().size())));
        amounts.merge(cell, new Amount(result, facts), SampledUsage::plus);
        FoldedUsage.refuseIfMany(amounts.size());
    }

    private static Amount plus(Amount one, Amount other) {
        ErrorBound error = one.result().error() == null
                ? other.result().error()
                : one.result().error();
        BigDecimal sum = one.result().quantity().add(other.result().quantity());
        return new Amount(new FoldResult(sum, error), one.facts() + other.facts());
    }

    private static FoldResult zero() {
        return new FoldResult(BigDecimal.ZERO, null);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
