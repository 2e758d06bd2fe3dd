package io.matrixplatform.api.metering.usage;

import static io.matrixplatform.api.platform.problems.ProblemType.USAGE_NOT_KEPT;
import static io.matrixplatform.api.platform.problems.ProblemType.USAGE_TOO_LARGE;

import io.matrixplatform.api.metering.ledger.FoldRow;
import io.matrixplatform.api.metering.ledger.Ledger;
import io.matrixplatform.api.metering.ledger.Ledger.FoldCut;
import io.matrixplatform.api.metering.ledger.LevelHistory;
import io.matrixplatform.api.metering.ledger.Total;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.metering.Slice;
import io.matrixplatform.model.metering.folds.Aggregation;
import io.matrixplatform.model.metering.folds.Fold;
import io.matrixplatform.model.metering.folds.FoldResult;
import io.matrixplatform.model.metering.folds.Gap;
import io.matrixplatform.model.time.TimeWindow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Usage of meters whose quantities do not add up: their folds are merged, never their quantities. Full quarter hours come from
 * the ledger and the late lane, which have fifteen times fewer of them than the rollups; minutes, and the ragged ends of a
 * total, from the rollups. Levels come from the ledger alone, which knows them to the second, and what holds at the start.
 */
final class FoldedUsage {
    /** A fold may have ten thousand bytes. */
    static final int MINUTES_MAX = 5_000;

    private static final Comparator<Cell> IN_ORDER =
            Comparator.comparing(Cell::start).thenComparing(cell -> String.join("\0", cell.dimensions()));

    private final Rollups rollups;
    private final Ledger ledger;
    private final Duration kept;
    private final InstantSource clock;
    private final SampledUsage sampled;

    FoldedUsage(Rollups rollups, Ledger ledger, Duration kept, InstantSource clock) {
        this.rollups = rollups;
        this.ledger = ledger;
        this.kept = kept;
        this.clock = clock;
        this.sampled = new SampledUsage(rollups, ledger, clock);
    }

    /** One row of the answer. */
    record Cell(Instant start, List<String> dimensions) {}

    /** What a cell comes to. */
    record Amount(FoldResult result, long facts) {}

    /** Rows in order, and where they come from. */
    record Answer(Map<Cell, Amount> amounts, List<UsageSource> sources) {
        List<Cell> inOrder() {
            return amounts.keySet().stream().sorted(IN_ORDER).toList();
        }
    }

    /** @throws ProblemException {@code USAGE_TOO_LARGE}, {@code USAGE_NOT_KEPT} or {@code ANALYTICS_UNAVAILABLE} */
    Answer ask(UsageQuery query) {
        if (query.meter().isSampled()) {
            return sampled.ask(query);
        }
        return query.meter().aggregation() == Aggregation.TIME_WEIGHTED_SUM ? levels(query) : folds(query);
    }

    private Answer folds(UsageQuery query) {
        Merging merging = new Merging(query);
        List<UsageSource> sources = new ArrayList<>();
        for (UsageSource part : parts(query)) {
            TimeWindow window = new TimeWindow(part.from(), part.to());
            if (part.source() == UsageSource.Store.LEDGER) {
                ledger.readFolds(
                        cut(query, window),
                        row -> merging.add(row.start(), row.dimensions(), row.toFold(), row.factCount()));
            } else {
                refuseUnlessKept(window);
                List<FoldedMinute> minutes = rollups.folds(query.toSums().within(window), MINUTES_MAX + 1);
                if (minutes.size() > MINUTES_MAX) {
                    throw new ProblemException(USAGE_TOO_LARGE, "too many minutes: ask for less time, or filter");
                }
                minutes.forEach(minute -> merging.add(
                        minute.start(), minute.dimensions(), Fold.fromBytes(minute.fold()), minute.factCount()));
            }
            sources.add(part);
        }
        return new Answer(merging.amounts(), sources);
    }

    List<Gap> gaps(UsageQuery query) {
        return sampled.gaps(query);
    }

    /** The total by the rollups alone; empty if there are too many minutes. Levels hold until {@code now} at most. */
    Optional<Total> byRollups(UsageQuery query, Instant now) {
        if (query.meter().isSampled()) {
            return sampled.byRollups(query, Ledger.until(now, query.window()));
        }
        List<FoldedMinute> minutes = rollups.folds(query.toSums(), MINUTES_MAX + 1);
        if (minutes.size() > MINUTES_MAX) {
            return Optional.empty();
        }
        Merging merging = new Merging(query);
        minutes.forEach(minute ->
                merging.add(minute.start(), minute.dimensions(), Fold.fromBytes(minute.fold()), minute.factCount()));
        return Optional.of(merging.amounts().values().stream()
                .map(amount -> new Total(amount.result().quantity(), amount.facts()))
                .findFirst()
                .orElse(Total.ZERO));
    }

    /** Oldest first. */
    private static List<UsageSource> parts(UsageQuery query) {
        TimeWindow window = query.window();
        if (query.size() == WindowSize.MINUTE) {
            return List.of(UsageSource.of(UsageSource.Store.ROLLUPS, window));
        }
        Instant first = ceiling(window.start());
        Instant last = Slice.startOf(window.end());
        if (!first.isBefore(last)) {
            boolean isSlices = first.equals(window.start()) && last.equals(window.end());
            return List.of(UsageSource.of(isSlices ? UsageSource.Store.LEDGER : UsageSource.Store.ROLLUPS, window));
        }
        List<UsageSource> parts = new ArrayList<>();
        if (window.start().isBefore(first)) {
            parts.add(new UsageSource(UsageSource.Store.ROLLUPS, window.start(), first));
        }
        parts.add(new UsageSource(UsageSource.Store.LEDGER, first, last));
        if (last.isBefore(window.end())) {
            parts.add(new UsageSource(UsageSource.Store.ROLLUPS, last, window.end()));
        }
        return parts;
    }

    private void refuseUnlessKept(TimeWindow window) {
        if (window.start().isBefore(clock.instant().minus(kept))) {
            throw new ProblemException(
                    USAGE_NOT_KEPT,
                    "minutes are kept for " + kept.toDays()
                            + " days; an earlier time is asked for at full quarter hours");
        }
    }

    /** A level holds to the end of the time, but not into the future. */
    private Answer levels(UsageQuery query) {
        TimeWindow slices = slices(query.window());
        Map<List<String>, LevelHistory> groups = new HashMap<>();
        Map<Cell, Long> facts = new HashMap<>();
        Instant[] first = {query.window().end()};
        java.util.function.Consumer<FoldRow> take = row -> {
            groups.computeIfAbsent(row.dimensions(), any -> new LevelHistory()).add(row);
            first[0] = row.start().isBefore(first[0]) ? row.start() : first[0];
        };
        ledger.lastLevels(cut(query, slices)).forEach(take);
        ledger.readFolds(cut(query, slices), row -> {
            take.accept(row);
            facts.merge(new Cell(windowOf(query, row.start()), row.dimensions()), row.factCount(), Long::sum);
        });
        Map<Cell, Amount> amounts = new HashMap<>();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        for (TimeWindow window : windows(query, first[0], now)) {
            groups.forEach((dimensions, history) -> {
                Cell cell = new Cell(window.start(), dimensions);
                BigDecimal quantity = history.over(window);
                long counted = facts.getOrDefault(cell, 0L);
                if (quantity.signum() != 0 || counted > 0) {
                    amounts.put(cell, new Amount(new FoldResult(quantity, null), counted));
                }
                refuseIfMany(amounts.size());
            });
        }
        return new Answer(amounts, List.of(UsageSource.of(UsageSource.Store.LEDGER, query.window())));
    }

    /** The quarter hours that a time lies in. */
    static TimeWindow slices(TimeWindow window) {
        return new TimeWindow(Slice.startOf(window.start()), ceiling(window.end()));
    }

    static List<TimeWindow> windows(UsageQuery query, Instant first, Instant now) {
        List<TimeWindow> windows = new ArrayList<>();
        Instant end = query.window().end().isBefore(now) ? query.window().end() : now;
        if (query.size() == WindowSize.TOTAL) {
            if (query.window().start().isBefore(end)) {
                windows.add(new TimeWindow(query.window().start(), end));
            }
            return windows;
        }
        Duration step = query.size().step();
        Instant start = first.isBefore(query.window().start())
                ? query.window().start()
                : TimeWindow.containing(first, step).start();
        for (; start.isBefore(end); start = start.plus(step)) {
            Instant next = start.plus(step);
            windows.add(new TimeWindow(start, next.isBefore(end) ? next : end));
        }
        return windows;
    }

    private static FoldCut cut(UsageQuery query, TimeWindow window) {
        return new FoldCut(query.tenant(), query.meter().key(), window, query.groupBy(), query.filter());
    }

    static Instant windowOf(UsageQuery query, Instant moment) {
        return query.size() == WindowSize.TOTAL
                ? query.window().start()
                : TimeWindow.containing(moment, query.size().step()).start();
    }

    private static Instant ceiling(Instant moment) {
        Instant start = Slice.startOf(moment);
        return start.equals(moment) ? start : start.plus(Slice.LENGTH);
    }

    static void refuseIfMany(int rows) {
        if (rows > UsageQueries.MAX_ROWS) {
            throw new ProblemException(
                    USAGE_TOO_LARGE,
                    "more than " + UsageQueries.MAX_ROWS
                            + " rows: ask for longer windows, fewer dimensions or less time");
        }
    }

    /** Folds put together, cell by cell. */
    private static final class Merging {
        private final UsageQuery query;
        private final Map<Cell, Fold> folds = new HashMap<>();
        private final Map<Cell, Long> facts = new HashMap<>();

        Merging(UsageQuery query) {
            this.query = query;
        }

        void add(Instant start, List<String> dimensions, Fold fold, long factCount) {
            Cell cell = new Cell(windowOf(query, start), dimensions);
            facts.merge(cell, factCount, Long::sum);
            folds.merge(cell, fold, (held, added) -> {
                held.merge(added);
                return held;
            });
            refuseIfMany(folds.size());
        }

        Map<Cell, Amount> amounts() {
            Map<Cell, Amount> amounts = new HashMap<>();
            folds.forEach((cell, fold) ->
                    amounts.put(cell, new Amount(fold.result(query.window()), facts.getOrDefault(cell, 0L))));
            return amounts;
        }
    }
}
