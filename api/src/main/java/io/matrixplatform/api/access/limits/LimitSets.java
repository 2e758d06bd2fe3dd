package io.matrixplatform.api.access.limits;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.matrixplatform.api.access.audit.AuditEvent;
import io.matrixplatform.api.access.audit.AuditLog;
import io.matrixplatform.api.access.callers.Actor;
import io.matrixplatform.api.platform.Platform;
import io.matrixplatform.api.platform.outbox.Outbox;
import io.matrixplatform.api.platform.problems.InvalidField;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.access.LimitSetting;
import io.matrixplatform.events.access.LimitState;
import io.matrixplatform.model.access.limits.Limit;
import io.matrixplatform.model.access.limits.LimitKind;
import io.matrixplatform.model.access.limits.WhenStale;
import io.matrixplatform.model.ids.ApiKeyId;
import io.matrixplatform.model.ids.TenantId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The limits of inference: read and set those of a plan, a subscription or a key. Thread-safe. */
public final class LimitSets {
    private final Jdbi jdbi;
    private final Outbox<LimitState> outbox;
    private final AuditLog audit;

    public LimitSets(Platform platform, AuditLog audit) {
        this.jdbi = platform.jdbi();
        this.outbox = new Outbox<>(Topics.ACCESS_LIMIT_STATE, platform.registry());
        this.audit = audit;
    }

    /** None, in version 0, of an owner on which none was ever set. */
    public LimitSet get(LimitOwner owner) {
        return jdbi.inTransaction(transaction -> read(transaction, owner));
    }

    /** The own limits of every key of a tenant that has any, revoked or not, in order of their kinds. */
    public Map<ApiKeyId, List<Limit>> ofKeys(TenantId tenant) {
        return jdbi.withExtension(LimitDao.class, dao -> dao.ofKeys(tenant)).stream()
                .collect(groupingBy(
                        row -> ApiKeyId.parse(row.id()),
                        LinkedHashMap::new,
                        collectingAndThen(mapping(LimitSets::limit, toList()), LimitSets::inOrder)));
    }

    /** Sets them where none was ever set. */
    public void seed(LimitOwner owner, List<Limit> limits) {
        jdbi.useTransaction(transaction -> {
            LimitSet before = lock(transaction, owner);
            if (before.version() == 0) {
                replace(transaction, Actor.PLATFORM, owner, before, limits);
            }
        });
    }

    /**
     * Replaces all limits of an owner that is there.
     *
     * @param demandVersion refuses a version that is not the one the change is based on
     * @throws ProblemException {@code INVALID_FIELD}, naming each
     */
    public LimitSet put(Actor actor, LimitOwner owner, LongConsumer demandVersion, WantedLimits wanted) {
        List<Limit> limits = wanted.proven();
        if (limits.isEmpty() && owner.isPlan()) {
            throw ProblemException.invalid(List.of(InvalidField.inBody("/limits", "a plan has at least one")));
        }
        return jdbi.inTransaction(transaction -> {
            LimitSet before = lock(transaction, owner);
            demandVersion.accept(before.version());
            return limits.equals(before.limits()) ? before : replace(transaction, actor, owner, before, limits);
        });
    }

    /** Gives {@code to}, on which none was ever set, those of {@code from}. */
    public void copy(Handle transaction, Actor actor, LimitOwner from, LimitOwner to) {
        LimitSet known = read(transaction, from);
        if (!known.limits().isEmpty()) {
            replace(transaction, actor, to, lock(transaction, to), known.limits());
        }
    }

    private LimitSet replace(Handle transaction, Actor actor, LimitOwner owner, LimitSet before, List<Limit> limits) {
        LimitDao dao = transaction.attach(LimitDao.class);
        LimitSet after = new LimitSet(limits, before.version() + 1);
        dao.setVersion(owner.scope(), owner.id(), after.version());
        dao.clear(owner.scope(), owner.id());
        limits.forEach(limit -> dao.insert(
                owner.scope(),
                owner.id(),
                limit.kind().toString(),
                limit.amount(),
                limit.burst(),
                limit.whenStale().toString()));
        outbox.append(transaction, owner.recordKey(), state(owner, after));
        audit.append(
                transaction,
                new AuditEvent(
                        actor,
                        owner.tenant(),
                        owner.changed(),
                        owner.id(),
                        before.version() == 0 ? null : before,
                        after));
        return after;
    }

    private static LimitSet lock(Handle transaction, LimitOwner owner) {
        LimitDao dao = transaction.attach(LimitDao.class);
        dao.found(owner.scope(), owner.id(), owner.tenant());
        dao.lock(owner.scope(), owner.id());
        return read(transaction, owner);
    }

    private static LimitSet read(Handle transaction, LimitOwner owner) {
        LimitDao dao = transaction.attach(LimitDao.class);
        long version = dao.version(owner.scope(), owner.id()).orElse(0L);
        List<Limit> limits = dao.limits(owner.scope(), owner.id()).stream()
                .map(LimitSets::limit)
                .toList();
        return new LimitSet(inOrder(limits), version);
    }

    private static List<Limit> inOrder(List<Limit> limits) {
        return limits.stream().sorted(Comparator.comparing(Limit::kind)).toList();
    }

    private static Limit limit(LimitDao.Row row) {
        return new Limit(LimitKind.of(row.kind()), row.amount(), row.burst(), WhenStale.of(row.whenStale()));
    }

    private static LimitState state(LimitOwner owner, LimitSet set) {
        return LimitState.newBuilder()
                .setScope(owner.scope())
                .setId(owner.id())
                .setVersion(set.version())
                .setLimits(set.limits().stream()
                        .map(limit -> LimitSetting.newBuilder()
                                .setKind(limit.kind().toString())
                                .setAmount(limit.amount())
                                .setBurst(limit.burst())
                                .setWhenStale(limit.whenStale().toString())
                                .build())
                        .toList())
                .build();
    }
}
