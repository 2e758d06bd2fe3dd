package io.matrixplatform.api.metering.recount;

import static io.matrixplatform.api.platform.problems.ProblemType.RECOUNT_TOO_LARGE;

import io.matrixplatform.api.catalog.meters.Meter;
import io.matrixplatform.api.metering.ledger.Total;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.time.TimeWindow;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts the facts of one tenant that occurred in a window, each once: of several with one identity the first in the
 * log. Facts are to be given in the order of the log.
 */
final class RawCount {
    private final String tenantId;
    private final TimeWindow window;
    private final List<Meter> meters;
    private final int maxFacts;
    private final Set<String> seen = new HashSet<>();
    private final Map<MeterKey, RawAggregate> totals = new HashMap<>();
    private long received;
    private long distinct;
    private @Nullable Instant lastRecordedAt;

    RawCount(String tenantId, TimeWindow window, List<Meter> meters, int maxFacts) {
        this.tenantId = tenantId;
        this.window = window;
        this.meters = List.copyOf(meters);
        this.maxFacts = maxFacts;
    }

    /** @throws ProblemException {@code RECOUNT_TOO_LARGE} if there are more distinct facts than fit */
    void add(RawFact fact) {
        if (!fact.tenantId().equals(tenantId)) {
            return;
        }
        boolean inWindow = window.contains(fact.occurredAt());
        received += inWindow ? 1 : 0;
        // Also when it occurred outside: the fact that repeats it inside is not the first.
        boolean isFirst = seen.add(fact.identity());
        if (seen.size() > maxFacts) {
            throw new ProblemException(
                    RECOUNT_TOO_LARGE, "more than " + maxFacts + " distinct facts: recount a shorter time");
        }
        if (isFirst && inWindow) {
            distinct++;
            lastRecordedAt = later(lastRecordedAt, fact.recordedAt());
            meters.forEach(meter -> count(meter, fact));
        }
    }

    /** Facts of the window as the log has them, repeats included. */
    long received() {
        return received;
    }

    long distinct() {
        return distinct;
    }

    /** Of the facts counted; null if there is none. */
    @Nullable Instant lastRecordedAt() {
        return lastRecordedAt;
    }

    Total total(MeterKey meter) {
        RawAggregate aggregate = totals.get(meter);
        return aggregate == null ? Total.ZERO : aggregate.total();
    }

    private void count(Meter meter, RawFact fact) {
        if (meter.covers(fact.recordedAt()) && RawAggregate.recounts(meter)) {
            totals.computeIfAbsent(meter.key(), any -> new RawAggregate(meter)).add(fact);
        }
    }

    private static Instant later(@Nullable Instant one, Instant other) {
        return one == null || other.isAfter(one) ? other : one;
    }
}
