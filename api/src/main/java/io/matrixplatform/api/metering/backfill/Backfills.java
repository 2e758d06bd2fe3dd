package io.matrixplatform.api.metering.backfill;

import static io.matrixplatform.api.platform.problems.ProblemType.BACKFILL_COVERED;
import static io.matrixplatform.api.platform.problems.ProblemType.BACKFILL_NOT_FOUND;
import static io.matrixplatform.api.platform.problems.ProblemType.BACKFILL_STATE;
import static io.matrixplatform.api.platform.problems.ProblemType.BACKFILL_UNDER_WAY;
import static io.matrixplatform.api.platform.problems.ProblemType.METER_PREDEFINED;

import io.matrixplatform.api.access.audit.AuditEvent;
import io.matrixplatform.api.access.audit.AuditLog;
import io.matrixplatform.api.access.callers.Actor;
import io.matrixplatform.api.catalog.meters.Meter;
import io.matrixplatform.api.catalog.meters.Meters;
import io.matrixplatform.api.metering.backfill.Backfill.State;
import io.matrixplatform.api.metering.recount.Backfilled;
import io.matrixplatform.api.platform.Platform;
import io.matrixplatform.api.platform.http.Cursor;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.ids.BackfillId;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.ids.TimeOrderedUuids;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.metering.OrderNumber;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The tenants' backfills: ask for one, look at its difference, apply, reverse, abandon. Thread-safe. */
public final class Backfills {
    private final Jdbi jdbi;
    private final Meters meters;
    private final AuditLog audit;
    private final TimeOrderedUuids uuids;
    private final InstantSource clock;

    public Backfills(Platform platform, Meters meters, AuditLog audit) {
        this.jdbi = platform.jdbi();
        this.meters = meters;
        this.audit = audit;
        this.uuids = platform.uuids();
        this.clock = platform.clock();
    }

    /**
     * Has a difference made. Nothing is booked.
     *
     * @throws ProblemException {@code METER_NOT_FOUND}, {@code METER_PREDEFINED}, {@code INVALID_FIELD}, {@code
     *     BACKFILL_UNDER_WAY}
     */
    Backfill begin(Actor actor, TenantId tenant, NewBackfill wanted) {
        Meter meter = meters.get(tenant, wanted.meter());
        if (meter.isPredefined()) {
            throw new ProblemException(METER_PREDEFINED, "the meter " + meter.key() + " has always counted everything");
        }
        Instant now = now();
        wanted.refuseNonsense(meter, now);
        BackfillId id = new BackfillId(uuids.next());
        return jdbi.inTransaction(transaction -> {
            BackfillDao dao = transaction.attach(BackfillDao.class);
            dao.lock(tenant, meter.key());
            refuseWhileUnderWay(dao, tenant, meter.key());
            dao.insert(new Backfill(
                    id,
                    tenant,
                    meter.key(),
                    wanted.from(),
                    wanted.to(),
                    meter.effectiveFrom(),
                    State.WAITING,
                    null,
                    now,
                    now,
                    0,
                    0,
                    0,
                    0,
                    null,
                    null,
                    null,
                    null,
                    0));
            Backfill begun = get(dao, tenant, id);
            audit.append(transaction, new AuditEvent(actor, tenant, "backfill.begun", id.toString(), null, begun));
            return begun;
        });
    }

    /** @throws ProblemException {@code BACKFILL_NOT_FOUND} */
    Backfill get(TenantId tenant, BackfillId id) {
        return jdbi.withExtension(BackfillDao.class, dao -> get(dao, tenant, id));
    }

    /**
     * Newest first.
     *
     * @param meter null for all
     */
    Page<Backfill> list(TenantId tenant, @Nullable MeterKey meter, PageRequest request) {
        @Nullable BackfillId before = request.after(
                        1, cursor -> BackfillId.parse(cursor.key().get(0)))
                .orElse(null);
        List<Backfill> rows =
                jdbi.withExtension(BackfillDao.class, dao -> dao.list(tenant, meter, before, request.rowsToRead()));
        return Page.of(rows, request, last -> Cursor.of(last.id().toString()));
    }

    /** Slices that are different, in order of time. Empty while nothing is counted. */
    Page<Difference> differences(TenantId tenant, BackfillId id, PageRequest request) {
        get(tenant, id);
        long after =
                request.after(1, cursor -> Long.parseLong(cursor.key().get(0))).orElse(0L);
        List<Difference> rows = jdbi.withExtension(
                BackfillDao.class, dao -> dao.differences(tenant.toString(), id, after, request.rowsToRead()));
        return Page.of(rows, request, last -> Cursor.of(Long.toString(last.place())));
    }

    /** All of {@link #differences}, as they are read. */
    void export(TenantId tenant, BackfillId id, Consumer<Difference> sink) {
        jdbi.useTransaction(transaction -> {
            try (Stream<Difference> rows = transaction.attach(BackfillDao.class).export(tenant.toString(), id)) {
                rows.forEach(sink);
            }
        });
    }

    /** @throws ProblemException {@code BACKFILL_NOT_FOUND}, {@code BACKFILL_STATE} */
    Backfill apply(Actor actor, TenantId tenant, BackfillId id) {
        return change(actor, tenant, id, "applied", (dao, before) -> {
            refuse(before.state() != State.READY, before);
            publish(dao, before, State.APPLYING);
        });
    }

    /**
     * Brings back what held before it was applied.
     *
     * @throws ProblemException {@code BACKFILL_NOT_FOUND}, {@code BACKFILL_STATE}, {@code BACKFILL_UNDER_WAY}, {@code
     *     BACKFILL_COVERED}
     */
    Backfill reverse(Actor actor, TenantId tenant, BackfillId id) {
        return change(actor, tenant, id, "reversed", (dao, before) -> {
            refuse(before.state() != State.APPLIED, before);
            refuseWhileUnderWay(dao, tenant, before.meter());
            dao.covering(id).ifPresent(later -> {
                throw new ProblemException(BACKFILL_COVERED, later + " was applied later over some of the same time");
            });
            publish(dao, before, State.REVERSING);
        });
    }

    /** @throws ProblemException {@code BACKFILL_NOT_FOUND}, {@code BACKFILL_STATE} */
    Backfill abandon(Actor actor, TenantId tenant, BackfillId id) {
        return change(actor, tenant, id, "abandoned", (dao, before) -> {
            refuse(!before.state().isBeforeApplication(), before);
            dao.enter(id, State.ABANDONED, now());
            dao.forgetCounts(id);
        });
    }

    /** What a recount has to count as well. */
    public Backfilled onTheBooks(TenantId tenant) {
        List<Backfill> found = jdbi.withExtension(BackfillDao.class, dao -> dao.onTheBooks(tenant));
        return new Backfilled(
                found.stream()
                        .filter(each -> each.state() == State.APPLIED)
                        .map(each -> new Backfilled.Range(each.meter(), each.window()))
                        .toList(),
                found.stream().anyMatch(each -> each.state() != State.APPLIED));
    }

    private interface Change {
        void make(BackfillDao dao, Backfill before);
    }

    private Backfill change(Actor actor, TenantId tenant, BackfillId id, String verb, Change change) {
        return jdbi.inTransaction(transaction -> {
            BackfillDao dao = transaction.attach(BackfillDao.class);
            dao.lock(tenant, get(dao, tenant, id).meter());
            Backfill before = get(dao, tenant, id);
            change.make(dao, before);
            return remember(transaction, actor, before, get(dao, tenant, id), verb);
        });
    }

    private Backfill remember(Handle transaction, Actor actor, Backfill before, Backfill after, String verb) {
        String subject = after.id().toString();
        audit.append(transaction, new AuditEvent(actor, after.tenantId(), "backfill." + verb, subject, before, after));
        return after;
    }

    private void publish(BackfillDao dao, Backfill backfill, State state) {
        Instant now = now();
        long last = dao.orderNumber(backfill.tenantId(), backfill.meter());
        long generation = OrderNumber.nextGeneration(OrderNumber.generation(last), now.toEpochMilli());
        dao.publish(backfill.id(), state, now, OrderNumber.of(generation, 0));
    }

    private static void refuseWhileUnderWay(BackfillDao dao, TenantId tenant, MeterKey meter) {
        dao.underWay(tenant, meter).ifPresent(other -> {
            throw new ProblemException(BACKFILL_UNDER_WAY, "apply or abandon " + other + " first");
        });
    }

    private static void refuse(boolean refused, Backfill backfill) {
        if (refused) {
            throw new ProblemException(
                    BACKFILL_STATE, "it is " + backfill.state().name().toLowerCase(Locale.ROOT));
        }
    }

    private static Backfill get(BackfillDao dao, TenantId tenant, BackfillId id) {
        return dao.find(tenant, id)
                .orElseThrow(() -> new ProblemException(BACKFILL_NOT_FOUND, "the tenant has no backfill " + id));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
