package io.matrixplatform.api.catalog.plans;

import io.matrixplatform.model.catalog.PlanKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Which policy each plan had when. */
public final class LatePolicies {
    private final Map<PlanKey, NavigableMap<Instant, LatePolicy>> byPlan = new HashMap<>();

    LatePolicies(List<Version> versions) {
        versions.forEach(version -> byPlan.computeIfAbsent(version.plan(), any -> new TreeMap<>())
                .put(version.effectiveFrom(), version.lateUsage()));
    }

    /** From when on a plan had a policy, until its next. */
    public record Version(PlanKey plan, Instant effectiveFrom, LatePolicy lateUsage) {}

    /** @throws IllegalArgumentException if there is no such plan */
    public LatePolicy of(PlanKey plan, Instant moment) {
        NavigableMap<Instant, LatePolicy> versions = byPlan.get(plan);
        Map.Entry<Instant, LatePolicy> inForce = versions == null ? null : versions.floorEntry(moment);
        if (inForce == null) {
            throw new IllegalArgumentException("there is no plan " + plan + " at " + moment);
        }
        return inForce.getValue();
    }
}
