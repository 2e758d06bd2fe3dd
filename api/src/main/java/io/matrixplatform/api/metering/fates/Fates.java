package io.matrixplatform.api.metering.fates;

import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.time.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Conflicts and dead letters: list, count, forget. Newest first. Thread-safe. */
public final class Fates {
    private static final int SAMPLES = 20;
    private static final int TENANTS_MAX = 200;

    private final FateDao dao;
    private final Duration kept;
    private final InstantSource clock;

    /** @param kept how long they are kept here */
    public Fates(Jdbi jdbi, Duration kept, InstantSource clock) {
        this.dao = jdbi.onDemand(FateDao.class);
        this.kept = kept;
        this.clock = clock;
    }

    /** Conflicts of one tenant, with their number in each hour. */
    public record Conflicts(List<HourCount> counts, Page<Conflict> page) {}

    /** Dead letters of one tenant, with their number in each hour and for each reason. */
    public record DeadFacts(List<HourCount> counts, List<ReasonCount> reasons, Page<DeadFact> page) {}

    /** What became of the facts of all tenants. Late usage is by the hour it is about, the others by that of their recording. */
    public record Report(
            Instant from,
            Instant to,
            Late late,
            Held quarantine,
            AllConflicts conflicts,
            AllDeadFacts deadLetters,
            List<TenantCount> tenants) {}

    /** @param total facts in the late lane, once for each meter they were late for, less those that were taken back late */
    public record Late(long total, List<HourCount> counts) {}

    /** @param total calls in quarantine still */
    public record Held(long total, List<HourCount> counts) {}

    /** @param samples the newest */
    public record AllConflicts(long total, List<HourCount> counts, List<Conflict> samples) {}

    /** @param samples the newest */
    public record AllDeadFacts(long total, List<HourCount> counts, List<ReasonCount> reasons, List<DeadFact> samples) {}

    Conflicts conflicts(TenantId tenant, TimeWindow window, PageRequest request) {
        FactPlace after = request.after(FactPlace.PARTS, FactPlace::of).orElse(FactPlace.newest(window.end()));
        List<Conflict> rows =
                dao.conflicts(tenant.toString(), window.start(), window.end(), after, request.rowsToRead());
        Page<Conflict> page = Page.of(
                rows,
                request,
                last -> new FactPlace(last.recordedAt(), last.factTopic(), last.factPartition(), last.factOffset())
                        .toCursor());
        return new Conflicts(dao.conflictsByHour(tenant.toString(), window.start(), window.end()), page);
    }

    DeadFacts deadFacts(TenantId tenant, TimeWindow window, PageRequest request) {
        FactPlace after = request.after(FactPlace.PARTS, FactPlace::of).orElse(FactPlace.newest(window.end()));
        List<DeadFact> rows =
                dao.deadFacts(tenant.toString(), window.start(), window.end(), after, request.rowsToRead());
        Page<DeadFact> page = Page.of(
                rows,
                request,
                last -> new FactPlace(last.deadAt(), last.factTopic(), last.factPartition(), last.factOffset())
                        .toCursor());
        return new DeadFacts(
                dao.deadFactsByHour(tenant.toString(), window.start(), window.end()),
                dao.deadFactsByReason(tenant.toString(), window.start(), window.end()),
                page);
    }

    /** For the operator. */
    Report report(TimeWindow window) {
        Instant from = window.start();
        Instant to = window.end();
        FactPlace newest = FactPlace.newest(to);
        List<HourCount> late = dao.lateByHour(from, to);
        List<HourCount> held = dao.heldByHour(from, to);
        List<HourCount> conflicts = dao.conflictsByHour(null, from, to);
        List<HourCount> dead = dao.deadFactsByHour(null, from, to);
        return new Report(
                from,
                to,
                new Late(total(late), late),
                new Held(total(held), held),
                new AllConflicts(total(conflicts), conflicts, dao.conflicts(null, from, to, newest, SAMPLES)),
                new AllDeadFacts(
                        total(dead),
                        dead,
                        dao.deadFactsByReason(null, from, to),
                        dao.deadFacts(null, from, to, newest, SAMPLES)),
                dao.byTenant(from, to, TENANTS_MAX));
    }

    /** Drops what is older than it is kept. */
    void forgetOld() {
        Instant before = clock.instant().minus(kept);
        dao.forgetConflicts(before);
        dao.forgetDeadFacts(before);
    }

    private static long total(List<HourCount> counts) {
        return counts.stream().mapToLong(HourCount::count).sum();
    }
}
