package io.matrixplatform.api.metering.recount;

import static io.matrixplatform.api.platform.problems.ProblemType.RECOUNT_BUSY;

import io.matrixplatform.api.catalog.meters.Meter;
import io.matrixplatform.api.catalog.meters.Meters;
import io.matrixplatform.api.metering.ledger.Ledger;
import io.matrixplatform.api.metering.ledger.MeterTotal;
import io.matrixplatform.api.metering.progress.Progress;
import io.matrixplatform.api.metering.progress.ProgressReports;
import io.matrixplatform.api.metering.usage.UsageQueries;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.metering.folds.Folding;
import io.matrixplatform.model.time.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts again from the raw log and puts the ledger and the rollups beside it. One at a time, since it holds the identities of
 * all facts in memory. Thread-safe.
 *
 * <p>A fact may occur up to five minutes after it is recorded, and a sample may hold for an hour, so the log is read from that much
 * before the window. A conflict
 * whose first fact was recorded even earlier is counted here although the job did not: then a difference is shown where there
 * is none, and never the other way round.
 *
 * <p>Levels that are not sampled are left out: they depend on what was said before the window, which the log may no longer have.
 */
public final class Recounts {
    static final Duration FUTURE_BOUND = Duration.ofMinutes(5);

    private static final int MAX_METERS = 1_000;

    private final RawLog log;
    private final RecountLimits limits;
    private final RecountRules rules;
    private final Meters meters;
    private final Ledger ledger;
    private final UsageQueries usage;
    private final ProgressReports progress;
    private final Backfilled.Source backfills;
    private final InstantSource clock;
    private final Semaphore turn = new Semaphore(1);

    public Recounts(
            RawLog log,
            RecountLimits limits,
            RecountRules rules,
            Meters meters,
            Ledger ledger,
            UsageQueries usage,
            ProgressReports progress,
            Backfilled.Source backfills,
            InstantSource clock) {
        this.log = log;
        this.limits = limits;
        this.rules = rules;
        this.meters = meters;
        this.ledger = ledger;
        this.usage = usage;
        this.progress = progress;
        this.backfills = backfills;
        this.clock = clock;
    }

    /** @throws ProblemException {@code RECOUNT_BUSY}, {@code RECOUNT_TOO_LARGE} or that a store is not available */
    Recount recount(TenantId tenant, TimeWindow window) {
        if (!turn.tryAcquire()) {
            throw new ProblemException(RECOUNT_BUSY, "one recount is made at a time");
        }
        try {
            List<Meter> counted = meters.all(tenant, MAX_METERS);
            Backfilled backfilled = backfills.of(tenant);
            RawCount raw = new RawCount(
                    tenant.toString(), window, counted, backfilled, rules.of(tenant, window), limits.maxFacts());
            log.read(window.start().minus(Folding.HOLD_MAX).minus(FUTURE_BOUND), raw::add);
            Instant now = clock.instant();
            Progress reached = progress.latest();
            return new Recount(
                    window.start(),
                    window.end(),
                    reached,
                    !backfilled.underWay() && isSettled(raw.lastRecordedAt(), reached.ledgerThrough()),
                    raw.lastRecordedAt(),
                    raw.received(),
                    raw.distinct(),
                    raw.corrected(),
                    raw.quarantined(),
                    lines(tenant, window, counted, raw, now));
        } finally {
            turn.release();
        }
    }

    private List<Recount.Line> lines(
            TenantId tenant, TimeWindow window, List<Meter> counted, RawCount raw, Instant now) {
        Map<MeterKey, MeterTotal> booked = ledger.totals(tenant, null, window, now).stream()
                .collect(Collectors.toMap(MeterTotal::meter, Function.identity()));
        return counted.stream()
                .filter(RawAggregate::recounts)
                .map(meter -> Recount.Line.of(
                        meter,
                        raw.total(meter.key(), now),
                        booked.getOrDefault(meter.key(), MeterTotal.none(meter.key())),
                        usage.keeps(window.start())
                                ? usage.total(tenant, meter, window, now).orElse(null)
                                : null))
                .toList();
    }

    private static boolean isSettled(@Nullable Instant lastRecordedAt, @Nullable Instant ledgerThrough) {
        return lastRecordedAt == null || (ledgerThrough != null && ledgerThrough.isAfter(lastRecordedAt));
    }
}
