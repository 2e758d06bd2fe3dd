package io.matrixplatform.api.metering.certificates;

import io.matrixplatform.api.catalog.meters.Meter;
import io.matrixplatform.api.catalog.meters.Meters;
import io.matrixplatform.api.metering.ledger.Total;
import io.matrixplatform.api.metering.recount.RecountRules;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.model.hashing.Sha256;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.proof.Leaf;
import io.matrixplatform.model.time.TimeWindow;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Draws certificates up, for many tenants in one reading of the log. Issues none. */
final class DrawCertificates {
    private static final int MAX_METERS = 1_000;

    private final Jdbi jdbi;
    private final CertificateDao dao;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final SchemaRegistry registry;
    private final RecountRules rules;
    private final Meters meters;
    private final RollupStage rollups;
    private final CertificateLimits limits;
    private final InstantSource clock;

    /** What is to be issued; in no chain yet. */
    record Drawn(Certificate certificate, List<String> lines) {}

    /** What one tenant's is made of. */
    private record Draft(Period period, List<Meter> meters, Books books, CountLog.Share share) {}

    DrawCertificates(
            Jdbi jdbi,
            Supplier<Consumer<byte[], byte[]>> consumers,
            SchemaRegistry registry,
            RecountRules rules,
            Meters meters,
            RollupStage rollups,
            CertificateLimits limits,
            InstantSource clock) {
        this.jdbi = jdbi;
        this.dao = jdbi.onDemand(CertificateDao.class);
        this.consumers = consumers;
        this.registry = registry;
        this.rules = rules;
        this.meters = meters;
        this.rollups = rollups;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Everything recorded in the window has to be in the books.
     *
     * @param tenants each with its period, all of one kind and window
     */
    List<Drawn> draw(List<Period> tenants) {
        List<Draft> drafts = new ArrayList<>();
        try (LogReader log = new LogReader(consumers, registry)) {
            CountLog counting = new CountLog(log, rules.withoutReleases(), limits);
            for (Period period : tenants) {
                List<Meter> all = meters.all(period.tenant(), MAX_METERS);
                // Before the log, so that whatever has changed since is found there.
                Books books = Books.read(jdbi, period, all);
                drafts.add(new Draft(period, all, books, counting.of(period, all, conflictsSince(period))));
            }
            counting.count(tenants.get(0));
        }
        return drafts.stream().map(this::finish).toList();
    }

    private @Nullable Instant conflictsSince(Period period) {
        TimeWindow window = period.window();
        return dao.conflictsSince(period.tenant().toString(), window.start(), window.end());
    }

    private Drawn finish(Draft draft) {
        Period period = draft.period;
        PeriodCount count = draft.share.count();
        Set<Instant> open = period.isFinal() ? Set.of() : count.open();
        List<Leaf> leaves = new ArrayList<>(draft.share.leaves());
        leaves.addAll(draft.books.leaves(open));
        List<String> lines = leaves.stream().map(Leaf::line).toList();
        List<MeterLine> byMeter = lines(draft, open);
        Certificate certificate = new Certificate(
                period.id(),
                period.tenant(),
                period.kind(),
                null,
                period.window().start(),
                period.window().end(),
                draft.share.judgedFrom(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                byMeter.stream().allMatch(MeterLine::agrees),
                count.fates(),
                byMeter,
                draft.share.spans(),
                List.copyOf(new TreeSet<>(open)),
                lines.size(),
                digest(lines),
                Certificate.GENESIS,
                null);
        return new Drawn(certificate, lines);
    }

    private List<MeterLine> lines(Draft draft, Set<Instant> open) {
        Map<Meter, TimeWindow> settled = new LinkedHashMap<>();
        draft.meters.forEach(meter -> RollupStage.settled(draft.period.slices(meter.grace()), open)
                .ifPresent(time -> settled.put(meter, time)));
        TenantId tenant = draft.period.tenant();
        Map<Meter, RollupStage.Both> inPinot = rollups.ask(tenant, settled);
        return draft.meters.stream()
                .map(meter -> line(draft, meter, open, inPinot.get(meter)))
                .toList();
    }

    private static MeterLine line(Draft draft, Meter meter, Set<Instant> open, RollupStage.@Nullable Both inPinot) {
        PeriodCount count = draft.share.count();
        Total rawInTime = count.inTime(meter.key(), open);
        Total rawLate = count.late(meter.key(), open);
        Total ledger = draft.books.total(Books.LEDGER, meter.key(), open);
        Total late = draft.books.total(Books.LATE, meter.key(), open);
        TimeWindow slices = draft.period.slices(meter.grace());
        boolean adds = meter.aggregation().isAdditive();
        Amount booked = inPinot == null ? null : Amount.of(inPinot.booked(), adds);
        Amount rolledUp = inPinot == null ? null : Amount.of(inPinot.rollups(), adds);
        return new MeterLine(
                meter.key(),
                meter.unit(),
                slices.start(),
                slices.end(),
                Amount.of(rawInTime, adds),
                Amount.of(ledger, adds),
                Amount.of(rawLate, adds),
                Amount.of(late, adds),
                booked,
                rolledUp,
                rawInTime.equals(ledger) && rawLate.equals(late) && (rolledUp == null || rolledUp.equals(booked)));
    }

    static String digest(List<String> lines) {
        MessageDigest digest = Sha256.digest();
        lines.forEach(line -> digest.update((line + '\n').getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }
}
