package io.matrixplatform.api.billing.subscriptions;

import static io.matrixplatform.api.platform.problems.ProblemType.PLAN_UNCHANGED;
import static io.matrixplatform.api.platform.problems.ProblemType.SUBSCRIPTION_NOT_FOUND;
import static io.matrixplatform.api.platform.problems.ProblemType.SUBSCRIPTION_NOT_IN_FORCE;
import static io.matrixplatform.api.platform.problems.ProblemType.TENANT_SUBSCRIBED;

import io.matrixplatform.api.access.audit.AuditEvent;
import io.matrixplatform.api.access.audit.AuditLog;
import io.matrixplatform.api.access.callers.Actor;
import io.matrixplatform.api.access.keys.SubscriptionStamp;
import io.matrixplatform.api.catalog.plans.Plans;
import io.matrixplatform.api.platform.http.Cursor;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.catalog.PlanKey;
import io.matrixplatform.model.ids.SubscriptionId;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.ids.TimeOrderedUuids;
import io.matrixplatform.model.metering.Slice;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The tenants' subscriptions: start, change of plan, cancel, and their turns as time passes. Thread-safe. */
public final class Subscriptions {
    /** Of a tenant; one can hardly have more, since they follow each other at quarter hours. */
    private static final int ALL = 10_000;

    private static final int TURNS_AT_ONCE = 500;

    private final Jdbi jdbi;
    private final SubscriptionStamp stamp;
    private final AuditLog audit;
    private final TimeOrderedUuids uuids;
    private final InstantSource clock;

    public Subscriptions(
            Jdbi jdbi, SubscriptionStamp stamp, AuditLog audit, TimeOrderedUuids uuids, InstantSource clock) {
        this.jdbi = jdbi;
        this.stamp = stamp;
        this.audit = audit;
        this.uuids = uuids;
        this.clock = clock;
    }

    /** Gives a tenant that was just founded the Free plan, from the quarter hour that it was founded in. */
    public void welcome(Handle transaction, Actor founder, TenantId tenant) {
        Instant now = now();
        Subscription free =
                insert(transaction, tenant, Phases.from(Plans.FREE, Slice.startOf(now)), Slice.startOf(now), now);
        turn(transaction, tenant, now);
        record(transaction, founder, "subscription.started", null, free, now);
    }

    /** The same for tenants that were founded before there were subscriptions. */
    public void welcomeThoseWithout() {
        while (true) {
            List<TenantId> found = jdbi.withExtension(SubscriptionDao.class, dao -> dao.tenantsWithout(TURNS_AT_ONCE));
            found.forEach(tenant -> jdbi.useTransaction(transaction -> welcome(transaction, Actor.PLATFORM, tenant)));
            if (found.isEmpty()) {
                return;
            }
        }
    }

    /** @throws ProblemException {@code TENANT_SUBSCRIBED} if the tenant has a subscription then, {@code INVALID_FIELD} */
    SubscriptionView start(Actor actor, TenantId tenant, NewSubscription wanted) {
        return jdbi.inTransaction(transaction -> {
            Instant now = now();
            List<Subscription> others = locked(transaction, tenant);
            Instant startsAt = wanted.startsAt() == null
                    ? others.stream()
                            .map(Subscription::endsAt)
                            .filter(Objects::nonNull)
                            .reduce(QuarterHours.next(now), Subscriptions::later)
                    : QuarterHours.wanted(wanted.startsAt(), now, "/starts_at");
            others.forEach(other -> refuseOverlap(other, startsAt));
            Subscription started = insert(transaction, tenant, Phases.from(wanted.plan(), startsAt), startsAt, now);
            return record(transaction, actor, "subscription.started", null, started, now);
        });
    }

    /**
     * @throws ProblemException {@code SUBSCRIPTION_NOT_FOUND}, {@code SUBSCRIPTION_NOT_IN_FORCE} if it is not in force then,
     *     {@code PLAN_UNCHANGED}, {@code INVALID_FIELD}
     */
    SubscriptionView change(Actor actor, TenantId tenant, SubscriptionId id, NewPlanChange wanted) {
        return jdbi.inTransaction(transaction -> {
            Instant now = now();
            Subscription before = toChange(transaction, tenant, id);
            Instant at = QuarterHours.wanted(wanted.effectiveAt(), now, "/effective_at");
            PlanKey replaced = before.planAt(at)
                    .orElseThrow(() -> new ProblemException(
                            SUBSCRIPTION_NOT_IN_FORCE,
                            "the subscription is not in force at " + at + ": " + when(before)));
            if (replaced.equals(wanted.plan())) {
                throw new ProblemException(PLAN_UNCHANGED, "the plan is " + replaced + " at " + at + " already");
            }
            transaction.attach(SubscriptionDao.class).putPhase(tenant, id, at, wanted.plan());
            Subscription after = before.with(before.phases().change(wanted.plan(), at));
            return record(transaction, actor, "subscription.plan-changed", before, after, now);
        });
    }

    /**
     * One that has not begun by then is withdrawn. Once more at the same time changes nothing.
     *
     * @throws ProblemException {@code SUBSCRIPTION_NOT_FOUND}, {@code SUBSCRIPTION_NOT_IN_FORCE} if it ends before that,
     *     {@code INVALID_FIELD}
     */
    SubscriptionView cancel(Actor actor, TenantId tenant, SubscriptionId id, NewCancellation wanted) {
        return jdbi.inTransaction(transaction -> {
            Instant now = now();
            Subscription before = toChange(transaction, tenant, id);
            Instant asked = QuarterHours.wanted(wanted.effectiveAt(), now, "/effective_at");
            Instant at = later(asked, before.startsAt());
            Instant end = before.endsAt();
            if (end != null && end.isBefore(at)) {
                throw new ProblemException(
                        SUBSCRIPTION_NOT_IN_FORCE, "the subscription ends before " + at + ": " + when(before));
            }
            SubscriptionDao dao = transaction.attach(SubscriptionDao.class);
            dao.dropPhases(tenant, id, at);
            dao.end(tenant, id, at);
            Subscription after = before.with(before.phases().cancel(at));
            return after.equals(before)
                    ? SubscriptionView.of(after, now)
                    : record(transaction, actor, "subscription.cancelled", before, after, now);
        });
    }

    /** All that a tenant ever had and that came into force, oldest first. */
    public List<Agreement> agreements(TenantId tenant) {
        return SubscriptionRows.read(jdbi.withExtension(SubscriptionDao.class, dao -> dao.list(tenant, null, ALL)))
                .stream()
                .map(each -> new Agreement(each.id(), each.phases().list()))
                .filter(each -> !each.phases().isEmpty())
                .sorted(Comparator.comparing(Agreement::startsAt))
                .toList();
    }

    /** @throws ProblemException {@code SUBSCRIPTION_NOT_FOUND} */
    SubscriptionView get(TenantId tenant, SubscriptionId id) {
        return SubscriptionView.of(
                one(jdbi.withExtension(SubscriptionDao.class, dao -> dao.find(tenant, id)), id), now());
    }

    /** Oldest first. */
    Page<SubscriptionView> list(TenantId tenant, PageRequest request) {
        Instant now = now();
        @Nullable SubscriptionId after = request.after(
                        1, cursor -> SubscriptionId.parse(cursor.key().get(0)))
                .orElse(null);
        List<SubscriptionDao.Row> rows =
                jdbi.withExtension(SubscriptionDao.class, dao -> dao.list(tenant, after, request.rowsToRead()));
        return Page.of(
                SubscriptionRows.read(rows).stream()
                        .map(subscription -> SubscriptionView.of(subscription, now))
                        .toList(),
                request,
                last -> Cursor.of(last.id().toString()));
    }

    /**
     * Tells the edges of subscriptions and plans whose time has come or is over.
     *
     * @return how many tenants that was about
     */
    public int takeTurns() {
        Instant now = now();
        List<TenantId> due = jdbi.withExtension(SubscriptionDao.class, dao -> dao.due(now, TURNS_AT_ONCE));
        due.forEach(tenant -> jdbi.useTransaction(transaction -> {
            transaction.attach(SubscriptionDao.class).lock(tenant);
            turn(transaction, tenant, now);
        }));
        return due.size();
    }

    private void turn(Handle transaction, TenantId tenant, Instant now) {
        SubscriptionDao dao = transaction.attach(SubscriptionDao.class);
        dao.markStages(tenant, now);
        dao.markTold(tenant, now);
        Optional<Subscription> inForce = SubscriptionRows.read(dao.list(tenant, null, ALL)).stream()
                .filter(subscription -> subscription.isInForceAt(now))
                .findFirst();
        stamp.change(
                transaction,
                tenant,
                inForce.map(Subscription::id).orElse(null),
                inForce.flatMap(subscription -> subscription.planAt(now)).orElse(null));
    }

    private Subscription insert(Handle transaction, TenantId tenant, Phases phases, Instant startsAt, Instant now) {
        Subscription subscription = new Subscription(new SubscriptionId(uuids.next()), tenant, startsAt, now, phases);
        SubscriptionDao dao = transaction.attach(SubscriptionDao.class);
        dao.insert(tenant, subscription.id(), startsAt, now);
        phases.plans().forEach((from, plan) -> dao.putPhase(tenant, subscription.id(), from, plan));
        return subscription;
    }

    private SubscriptionView record(
            Handle transaction,
            Actor actor,
            String action,
            @Nullable Subscription before,
            Subscription after,
            Instant now) {
        @Nullable SubscriptionView shownBefore = before == null ? null : SubscriptionView.of(before, now);
        SubscriptionView shown = SubscriptionView.of(after, now);
        audit.append(
                transaction,
                new AuditEvent(actor, after.tenantId(), action, after.id().toString(), shownBefore, shown));
        return shown;
    }

    private static List<Subscription> locked(Handle transaction, TenantId tenant) {
        SubscriptionDao dao = transaction.attach(SubscriptionDao.class);
        dao.lock(tenant);
        return SubscriptionRows.read(dao.list(tenant, null, ALL));
    }

    private static Subscription toChange(Handle transaction, TenantId tenant, SubscriptionId id) {
        SubscriptionDao dao = transaction.attach(SubscriptionDao.class);
        dao.lock(tenant);
        return one(dao.find(tenant, id), id);
    }

    private static Subscription one(List<SubscriptionDao.Row> rows, SubscriptionId id) {
        return SubscriptionRows.read(rows).stream()
                .findFirst()
                .orElseThrow(
                        () -> new ProblemException(SUBSCRIPTION_NOT_FOUND, "the tenant has no subscription " + id));
    }

    private static void refuseOverlap(Subscription other, Instant startsAt) {
        Instant end = other.endsAt();
        if (end == null || startsAt.isBefore(end)) {
            throw new ProblemException(
                    TENANT_SUBSCRIBED,
                    "the tenant has the subscription " + other.id() + ", " + when(other)
                            + ": change its plan, or cancel it first");
        }
    }

    private static String when(Subscription subscription) {
        Instant end = subscription.endsAt();
        return "from " + subscription.startsAt() + (end == null ? " on" : " to " + end);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
