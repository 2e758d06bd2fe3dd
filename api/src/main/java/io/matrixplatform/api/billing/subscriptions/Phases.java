package io.matrixplatform.api.billing.subscriptions;

import io.matrixplatform.model.catalog.PlanKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The phases of one subscription: which plan begins when, and when all of it ends. A phase ends where the next one begins, so
 * they cannot leave a gap or overlap. None is there when the subscription was withdrawn before it began.
 *
 * @param plans by the start of their phase
 * @param end null while nobody cancelled
 */
record Phases(SortedMap<Instant, PlanKey> plans, @Nullable Instant end) {
    Phases {
        plans = new TreeMap<>((Map<Instant, PlanKey>) plans);
        if (end == null ? plans.isEmpty() : !plans.tailMap(end).isEmpty()) {
            throw new IllegalArgumentException("phases begin before their end " + end + ": " + plans);
        }
    }

    static Phases from(PlanKey plan, Instant start) {
        return new Phases(new TreeMap<>(Map.of(start, plan)), null);
    }

    /**
     * With {@code plan} from {@code at} until the change that follows, if one was made before. So changes at different
     * times may be made in any order.
     *
     * @throws IllegalArgumentException if {@code at} is in no phase
     */
    Phases change(PlanKey plan, Instant at) {
        if (planAt(at).isEmpty()) {
            throw new IllegalArgumentException("no plan is in force at " + at);
        }
        SortedMap<Instant, PlanKey> changed = new TreeMap<>((Map<Instant, PlanKey>) plans);
        changed.put(at, plan);
        return new Phases(changed, end);
    }

    /**
     * With nothing from {@code at} on.
     *
     * @throws IllegalArgumentException if it ends before that
     */
    Phases cancel(Instant at) {
        if (end != null && end.isBefore(at)) {
            throw new IllegalArgumentException("it ends at " + end + ", before " + at);
        }
        return new Phases(plans.headMap(at), at);
    }

    Optional<PlanKey> planAt(Instant moment) {
        return list().stream()
                .filter(phase -> phase.covers(moment))
                .map(Phase::plan)
                .findFirst();
    }

    /** In order of time. */
    List<Phase> list() {
        List<Phase> phases = new ArrayList<>();
        List<Instant> starts = List.copyOf(plans.keySet());
        for (int i = 0; i < starts.size(); i++) {
            Instant start = starts.get(i);
            PlanKey plan = plans.get(start);
            if (plan != null) {
                phases.add(new Phase(plan, start, i + 1 < starts.size() ? starts.get(i + 1) : end));
            }
        }
        return List.copyOf(phases);
    }
}
