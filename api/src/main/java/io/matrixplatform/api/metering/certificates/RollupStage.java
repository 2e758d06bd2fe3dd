package io.matrixplatform.api.metering.certificates;

import io.matrixplatform.api.catalog.meters.Meter;
import io.matrixplatform.api.metering.ledger.Ledger;
import io.matrixplatform.api.metering.ledger.MeterTotal;
import io.matrixplatform.api.metering.ledger.Total;
import io.matrixplatform.api.metering.usage.UsageQueries;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.time.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Pinot has beside what is booked of the same time. The two are read one after the other while usage may come in late, and
 * Pinot may be a moment behind: where they differ they are read again for a while. No certificate waits for a Pinot that is away. Used by
 * one thread.
 */
final class RollupStage {
    private static final Logger LOG = LoggerFactory.getLogger(RollupStage.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private static final Duration LEAVE_ALONE = Duration.ofMinutes(1);

    private final UsageQueries usage;
    private final Ledger ledger;
    private final InstantSource clock;
    private Instant askAgain = Instant.MIN;

    record Both(Total booked, Total rollups) {}

    RollupStage(UsageQueries usage, Ledger ledger, InstantSource clock) {
        this.usage = usage;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** The part of a time that is over: up to the first slice that more was recorded of. */
    static Optional<TimeWindow> settled(TimeWindow slices, Set<Instant> open) {
        Instant end = open.isEmpty() ? slices.end() : Collections.min(open);
        Instant cut = end.isBefore(slices.end()) ? end : slices.end();
        return slices.start().isBefore(cut) ? Optional.of(new TimeWindow(slices.start(), cut)) : Optional.empty();
    }

    /** Without meters that Pinot keeps nothing of, and with none when it does not answer, or did not a moment ago. */
    Map<Meter, Both> ask(TenantId tenant, Map<Meter, TimeWindow> times) {
        if (clock.instant().isBefore(askAgain)) {
            return Map.of();
        }
        Instant patient = clock.instant().plus(PATIENCE);
        try {
            Map<Meter, Both> found = look(tenant, times);
            while (!agree(found) && clock.instant().isBefore(patient)) {
                TimeUnit.NANOSECONDS.sleep(LOOK_AGAIN.toNanos());
                found = look(tenant, times);
            }
            return found;
        } catch (ProblemException away) {
            askAgain = clock.instant().plus(LEAVE_ALONE);
            LOG.atWarn().setCause(away).addKeyValue("tenant", tenant).log("certified without rollups");
            return Map.of();
        } catch (InterruptedException stop) {
            throw new InterruptException(stop);
        }
    }

    private static boolean agree(Map<Meter, Both> found) {
        return found.entrySet().stream().allMatch(each -> {
            Both both = each.getValue();
            return each.getKey().aggregation().isAdditive()
                    ? both.booked.equals(both.rollups)
                    : both.booked.factCount() == both.rollups.factCount();
        });
    }

    private Map<Meter, Both> look(TenantId tenant, Map<Meter, TimeWindow> times) {
        Map<Meter, Both> found = new HashMap<>();
        Instant now = clock.instant();
        times.forEach((meter, time) -> {
            if (usage.keeps(time.start())) {
                Total booked = booked(tenant, meter.key(), time, now);
                usage.total(tenant, meter, time, now).ifPresent(rollups -> found.put(meter, new Both(booked, rollups)));
            }
        });
        return found;
    }

    private Total booked(TenantId tenant, MeterKey meter, TimeWindow time, Instant now) {
        return ledger.totals(tenant, meter, time, now).stream()
                .filter(total -> total.meter().equals(meter))
                .map(MeterTotal::all)
                .findFirst()
                .orElse(Total.ZERO);
    }
}
