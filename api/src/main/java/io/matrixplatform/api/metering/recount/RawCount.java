package io.matrixplatform.api.metering.recount;

import static io.matrixplatform.api.platform.problems.ProblemType.RECOUNT_TOO_LARGE;

import io.matrixplatform.api.catalog.meters.Meter;
import io.matrixplatform.api.metering.ledger.Ledger;
import io.matrixplatform.api.metering.ledger.Total;
import io.matrixplatform.api.metering.recount.RecountRules.Held;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.time.TimeWindow;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts the facts of one tenant that occurred in a window, each once and as it was corrected. Facts are to be given in the
 * order of the log.
 */
final class RawCount {
    private final String tenantId;
    private final TimeWindow window;
    private final List<Meter> meters;
    private final Backfilled backfilled;
    private final int maxFacts;
    private final RawStories stories;
    private final Map<MeterKey, RawAggregate> totals = new HashMap<>();
    private long received;

    RawCount(String tenantId, TimeWindow window, List<Meter> meters, Backfilled backfilled, Held held, int maxFacts) {
        this.tenantId = tenantId;
        this.window = window;
        this.meters = List.copyOf(meters);
        this.backfilled = backfilled;
        this.maxFacts = maxFacts;
        this.stories = new RawStories(window, held, new Sink());
    }

    /** @throws ProblemException {@code RECOUNT_TOO_LARGE} if there are more distinct facts than fit */
    void add(RawFact fact) {
        if (!fact.tenantId().equals(tenantId)) {
            return;
        }
        received += window.contains(fact.occurredAt()) ? 1 : 0;
        stories.add(fact);
        if (stories.size() > maxFacts) {
            throw new ProblemException(
                    RECOUNT_TOO_LARGE, "more than " + maxFacts + " distinct facts: recount a shorter time");
        }
    }

    /** Facts of the window as the log has them, repeats and corrections included. */
    long received() {
        return received;
    }

    long distinct() {
        return stories.distinct();
    }

    /** Of the distinct ones, those that a correction is in force for. */
    long corrected() {
        return stories.corrected();
    }

    /** Payloads that broke a rule and were not released. */
    long quarantined() {
        return stories.quarantined();
    }

    /** Of the facts counted and of their corrections; null if there is none. */
    @Nullable Instant lastRecordedAt() {
        return stories.lastRecordedAt();
    }

    /** @param now samples hold until then at most */
    Total total(MeterKey meter, Instant now) {
        RawAggregate aggregate = totals.get(meter);
        return aggregate == null ? Total.ZERO : aggregate.total(Ledger.until(now, window));
    }

    private final class Sink implements RawStories.Sink {
        @Override
        public void count(RawFact counted, Instant recordedAt, int sign) {
            for (Meter meter : meters) {
                boolean counts = meter.covers(recordedAt)
                        || (recordedAt.isBefore(meter.effectiveFrom())
                                && backfilled.covers(meter.key(), counted.occurredAt()));
                if (counts && RawAggregate.recounts(meter)) {
                    of(meter).add(counted, sign);
                }
            }
        }

        /** What was sampled before the window holds into it; what comes after tells what was counted up to its end. */
        @Override
        public void passBy(RawFact fact) {
            for (Meter meter : meters) {
                if (meter.isSampled() && meter.covers(fact.recordedAt())) {
                    of(meter).addAround(fact);
                }
            }
        }

        private RawAggregate of(Meter meter) {
            return totals.computeIfAbsent(meter.key(), any -> new RawAggregate(meter));
        }
    }
}
