package io.matrixplatform.ingest.access.limits;

import io.matrixplatform.events.access.LimitSetting;
import io.matrixplatform.events.access.LimitState;
import io.matrixplatform.ingest.access.Shared;
import io.matrixplatform.model.access.limits.Limit;
import io.matrixplatform.model.access.limits.LimitKind;
import io.matrixplatform.model.access.limits.WhenStale;
import java.util.List;

/**
 * All limits that one plan, subscription or key sets, as the control plane told them. Told again, it is another object: what
 * was made of it is known by that.
 *
 * @param version a lower one never replaces it
 */
record LimitSet(long version, List<Limit> limits) {
    LimitSet {
        limits = List.copyOf(limits);
    }

    /**
     * @param known limits that others have
     * @throws IllegalArgumentException if a limit is none that this edge can keep: then the set as a whole is not used
     */
    static LimitSet of(LimitState state, Shared<List<Limit>> known) {
        List<Limit> limits = state.getLimits().stream().map(LimitSet::limit).toList();
        return new LimitSet(state.getVersion(), known.of(List.copyOf(limits)));
    }

    private static Limit limit(LimitSetting setting) {
        return new Limit(
                LimitKind.of(setting.getKind()),
                setting.getAmount(),
                setting.getBurst(),
                WhenStale.of(setting.getWhenStale()));
    }
}
