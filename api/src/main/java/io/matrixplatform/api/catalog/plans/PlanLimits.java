package io.matrixplatform.api.catalog.plans;

import static io.matrixplatform.model.access.limits.LimitKind.CONCURRENT_REQUESTS;
import static io.matrixplatform.model.access.limits.LimitKind.REQUESTS_PER_DAY;
import static io.matrixplatform.model.access.limits.LimitKind.REQUESTS_PER_MINUTE;
import static io.matrixplatform.model.access.limits.LimitKind.TOKENS_PER_MINUTE;

import io.matrixplatform.api.access.callers.Actor;
import io.matrixplatform.api.access.limits.LimitOwner;
import io.matrixplatform.api.access.limits.LimitSet;
import io.matrixplatform.api.access.limits.LimitSets;
import io.matrixplatform.api.access.limits.WantedLimits;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.access.limits.Limit;
import io.matrixplatform.model.catalog.PlanKey;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** What each plan limits the subscriptions to it to. Thread-safe. */
public final class PlanLimits {
    /** What an installation begins with; the operator's to change. */
    private static final Map<PlanKey, List<Limit>> SEEDS = Map.of(
            Plans.FREE,
            limits(60, 10_000, 60_000, 10),
            new PlanKey("pro"),
            limits(1_000, 500_000, 1_000_000, 100),
            new PlanKey("enterprise"),
            limits(10_000, 5_000_000, 10_000_000, 1_000),
            new PlanKey("custom"),
            limits(10_000, 5_000_000, 10_000_000, 1_000));

    private final Plans plans;
    private final LimitSets sets;

    public PlanLimits(Plans plans, LimitSets sets) {
        this.plans = plans;
        this.sets = sets;
    }

    private static List<Limit> limits(long perMinute, long perDay, long tokensPerMinute, long atOnce) {
        return List.of(
                Limit.of(REQUESTS_PER_MINUTE, perMinute),
                Limit.of(REQUESTS_PER_DAY, perDay),
                Limit.of(TOKENS_PER_MINUTE, tokensPerMinute),
                Limit.of(CONCURRENT_REQUESTS, atOnce));
    }

    /** Sets the limits of plans on which none was ever set. */
    public void defineSeeds() {
        SEEDS.forEach((plan, limits) -> sets.seed(LimitOwner.of(plan), limits));
    }

    /** @throws ProblemException {@code PLAN_NOT_FOUND} */
    LimitSet get(PlanKey plan) {
        return sets.get(LimitOwner.of(plans.get(plan).key()));
    }

    /** @throws ProblemException {@code PLAN_NOT_FOUND}, {@code PRECONDITION_FAILED}, {@code INVALID_FIELD} */
    LimitSet put(Actor actor, PlanKey plan, LongConsumer demandVersion, WantedLimits wanted) {
        return sets.put(actor, LimitOwner.of(plans.get(plan).key()), demandVersion, wanted);
    }
}
