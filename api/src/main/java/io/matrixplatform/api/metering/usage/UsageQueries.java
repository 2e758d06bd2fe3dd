package io.matrixplatform.api.metering.usage;

import static io.matrixplatform.api.platform.problems.ProblemType.USAGE_NOT_KEPT;
import static io.matrixplatform.api.platform.problems.ProblemType.USAGE_TOO_LARGE;
import static java.util.Objects.requireNonNull;

import io.matrixplatform.api.catalog.meters.Meter;
import io.matrixplatform.api.metering.ledger.Ledger;
import io.matrixplatform.api.metering.ledger.LedgerSum;
import io.matrixplatform.api.metering.ledger.Total;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.Slice;
import io.matrixplatform.model.metering.folds.Gap;
import io.matrixplatform.model.time.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers usage queries: from the rollups while they are kept, and from the ledger before that. Thread-safe. */
public final class UsageQueries {
    static final int MAX_ROWS = 10_000;

    private final Rollups rollups;
    private final Ledger ledger;
    private final Duration kept;
    private final InstantSource clock;
    private final FoldedUsage folded;

    /** @param kept how long rollups are kept: of an older minute there may be some and not others */
    UsageQueries(Rollups rollups, Ledger ledger, Duration kept, InstantSource clock) {
        this.rollups = rollups;
        this.ledger = ledger;
        this.kept = kept;
        this.clock = clock;
        this.folded = new FoldedUsage(rollups, ledger, kept, clock);
    }

    public static UsageQueries of(PinotBroker pinot, Ledger ledger, Duration kept, InstantSource clock) {
        return new UsageQueries(new PinotRollups(pinot), ledger, kept, clock);
    }

    /** Sums in order of windows, and where they come from, oldest part first. */
    public record Answer(List<Sum> sums, List<UsageSource> sources) {
        public Answer {
            sums = List.copyOf(sums);
            sources = List.copyOf(sources);
        }
    }

    /**
     * Rows in order of their windows, then of their dimensions.
     *
     * @throws ProblemException {@code USAGE_TOO_LARGE}, {@code USAGE_NOT_KEPT} or {@code ANALYTICS_UNAVAILABLE}
     */
    UsageReport ask(UsageQuery query) {
        if (!query.meter().aggregation().isAdditive()) {
            FoldedUsage.Answer answer = folded.ask(query);
            return report(
                    query,
                    answer.sources(),
                    answer.inOrder().stream()
                            .map(cell -> row(
                                    query, cell, requireNonNull(answer.amounts().get(cell))))
                            .toList());
        }
        Answer answer = sum(query.toSums());
        return report(
                query,
                answer.sources(),
                answer.sums().stream().map(sum -> row(query, sum)).toList());
    }

    private static UsageReport report(UsageQuery query, List<UsageSource> sources, List<UsageRow> rows) {
        return new UsageReport(
                query.meter().key(),
                query.meter().unit(),
                query.window().start(),
                query.window().end(),
                query.size(),
                query.groupBy(),
                sources,
                rows);
    }

    /** @throws ProblemException {@code USAGE_TOO_LARGE}, {@code USAGE_NOT_KEPT} or {@code ANALYTICS_UNAVAILABLE} */
    public Answer sum(Sums sums) {
        return sum(sums, MAX_ROWS);
    }

    /** @throws ProblemException {@code USAGE_TOO_LARGE}, {@code USAGE_NOT_KEPT} or {@code ANALYTICS_UNAVAILABLE} */
    public Answer sum(Sums sums, int rowsMax) {
        Seam seam = Seam.of(sums.size(), clock.instant().minus(kept));
        Optional<TimeWindow> past = seam.ledgerPart(sums.window());
        Optional<TimeWindow> recent = seam.rollupsPart(sums.window());
        past.ifPresent(part -> refuseUnlessLedgerCanCut(sums, part));
        List<Sum> found = new ArrayList<>();
        List<UsageSource> sources = new ArrayList<>();
        past.ifPresent(part -> {
            fromLedger(sums.within(part), rowsMax).forEach(found::add);
            sources.add(UsageSource.of(UsageSource.Store.LEDGER, part));
        });
        recent.ifPresent(part -> {
            found.addAll(rollups.sum(sums.within(part), rowsMax + 1));
            sources.add(UsageSource.of(UsageSource.Store.ROLLUPS, part));
        });
        if (found.size() > rowsMax) {
            throw new ProblemException(
                    USAGE_TOO_LARGE,
                    "more than " + rowsMax + " rows: ask for longer windows, fewer dimensions or less time");
        }
        if (sums.size() != WindowSize.TOTAL) {
            return new Answer(found, sources);
        }
        // A total has one row for each group, wherever its parts lie.
        Instant start = sums.window().start();
        return new Answer(Sum.merged(found.stream().map(part -> part.startingAt(start))), sources);
    }

    /**
     * Times within the window of which nothing is known of an instance, in order of their starts.
     *
     * @throws ProblemException {@code USAGE_TOO_LARGE}
     */
    List<Gap> gaps(UsageQuery query) {
        return folded.gaps(query);
    }

    /** Everything that the tenant used of the meter in {@code window}, until {@code now} at most, by the rollups alone; empty if that is too much to read. */
    public Optional<Total> total(TenantId tenant, Meter meter, TimeWindow window, Instant now) {
        if (!meter.aggregation().isAdditive()) {
            return folded.byRollups(new UsageQuery(tenant, meter, window, WindowSize.TOTAL, List.of(), Map.of()), now);
        }
        Sums sums = Sums.of(Sums.Whose.of(tenant), List.of(meter.key()), window, WindowSize.TOTAL);
        return Optional.of(rollups.sum(sums, MAX_ROWS).stream()
                .map(sum -> new Total(sum.quantity(), sum.factCount()))
                .reduce(Total.ZERO, Total::plus));
    }

    /** Whether there are rollups of everything that occurred from {@code moment} on. */
    public boolean keeps(Instant moment) {
        return !moment.isBefore(clock.instant().minus(kept));
    }

    private void refuseUnlessLedgerCanCut(Sums sums, TimeWindow part) {
        if (sums.size() == WindowSize.MINUTE) {
            throw new ProblemException(
                    USAGE_NOT_KEPT,
                    "minutes are kept for " + kept.toDays() + " days; ask for hours or days of an earlier time");
        }
        if (!isQuarterHour(part.start()) || !isQuarterHour(part.end())) {
            throw new ProblemException(
                    USAGE_NOT_KEPT,
                    "minutes are kept for " + kept.toDays()
                            + " days; an earlier time is asked for at full quarter hours");
        }
    }

    private static boolean isQuarterHour(Instant moment) {
        return Slice.startOf(moment).equals(moment);
    }

    private List<Sum> fromLedger(Sums sums, int rowsMax) {
        Ledger.Cut cut = new Ledger.Cut(
                sums.whose().one().orElse(null),
                sums.meters(),
                sums.window(),
                sums.size() == WindowSize.TOTAL
                        ? sums.window().length()
                        : sums.size().step(),
                sums.byTenant(),
                sums.groupBy(),
                sums.filter());
        return ledger.sums(cut, rowsMax + 1).stream().map(UsageQueries::sum).toList();
    }

    private static Sum sum(LedgerSum row) {
        return new Sum(row.start(), row.tenant(), row.meter(), row.dimensions(), row.quantity(), row.factCount());
    }

    private static UsageRow row(UsageQuery query, Sum sum) {
        return new UsageRow(
                sum.start(),
                endOf(query, sum.start()),
                named(query, sum.dimensions()),
                sum.quantity(),
                sum.factCount(),
                null);
    }

    private static UsageRow row(UsageQuery query, FoldedUsage.Cell cell, FoldedUsage.Amount amount) {
        return new UsageRow(
                cell.start(),
                endOf(query, cell.start()),
                named(query, cell.dimensions()),
                amount.result().quantity(),
                amount.facts(),
                amount.result().error());
    }

    private static Instant endOf(UsageQuery query, Instant start) {
        return query.size() == WindowSize.TOTAL
                ? query.window().end()
                : start.plus(query.size().step());
    }

    private static Map<String, String> named(UsageQuery query, List<String> values) {
        Map<String, String> dimensions = new LinkedHashMap<>();
        for (int i = 0; i < query.groupBy().size(); i++) {
            dimensions.put(query.groupBy().get(i), values.get(i));
        }
        return dimensions;
    }
}
