package io.matrixplatform.api.catalog.plans;

import static io.matrixplatform.api.platform.problems.ProblemType.PLAN_NOT_FOUND;

import io.matrixplatform.api.access.audit.AuditEvent;
import io.matrixplatform.api.access.audit.AuditLog;
import io.matrixplatform.api.access.callers.Actor;
import io.matrixplatform.api.platform.http.Cursor;
import io.matrixplatform.api.platform.http.IfMatch;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.catalog.PlanKey;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The plans on offer. Thread-safe. */
public final class Plans {
    /** What every tenant starts with. */
    public static final PlanKey FREE = new PlanKey("free");

    private final Jdbi jdbi;
    private final PlanDao dao;
    private final AuditLog audit;
    private final InstantSource clock;

    public Plans(Jdbi jdbi, AuditLog audit, InstantSource clock) {
        this.jdbi = jdbi;
        this.dao = jdbi.onDemand(PlanDao.class);
        this.audit = audit;
        this.clock = clock;
    }

    /** Of every plan, at every time. */
    public LatePolicies latePolicies() {
        return new LatePolicies(dao.policies());
    }

    /** @throws ProblemException {@code PLAN_NOT_FOUND}, {@code PRECONDITION_FAILED} */
    Plan change(Actor actor, PlanKey key, IfMatch match, PlanChange wanted) {
        return jdbi.inTransaction(transaction -> {
            PlanDao plans = transaction.attach(PlanDao.class);
            Plan before = plans.lock(key).flatMap(plans::find).orElseThrow(() -> notFound(key));
            match.demand(before.version());
            if (wanted.lateUsage() == before.lateUsage()) {
                return before;
            }
            plans.raiseVersion(key);
            plans.putPolicy(key, clock.instant().truncatedTo(ChronoUnit.MICROS), wanted.lateUsage());
            Plan after = plans.find(key).orElseThrow(() -> notFound(key));
            audit.append(transaction, new AuditEvent(actor, null, "plan.changed", key.value(), before, after));
            return after;
        });
    }

    /** @throws ProblemException {@code PLAN_NOT_FOUND} */
    Plan get(PlanKey key) {
        return dao.find(key).orElseThrow(() -> notFound(key));
    }

    private static ProblemException notFound(PlanKey key) {
        return new ProblemException(PLAN_NOT_FOUND, "there is no plan " + key);
    }

    public Optional<Plan> find(PlanKey key) {
        return dao.find(key);
    }

    /** From the smallest to the largest. */
    Page<Plan> list(PageRequest request) {
        @Nullable PlanKey after =
                request.after(1, cursor -> new PlanKey(cursor.key().get(0))).orElse(null);
        return Page.of(
                dao.list(after, request.rowsToRead()),
                request,
                last -> Cursor.of(last.key().value()));
    }
}
