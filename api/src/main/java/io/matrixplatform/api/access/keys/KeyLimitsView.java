package io.matrixplatform.api.access.keys;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.matrixplatform.api.platform.http.Versioned;
import io.matrixplatform.model.access.limits.Limit;
import io.matrixplatform.model.access.limits.LimitKind;
import io.matrixplatform.model.access.limits.LimitSource;
import io.matrixplatform.model.access.limits.WhenStale;
import io.matrixplatform.model.catalog.PlanKey;
import io.matrixplatform.model.ids.SubscriptionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a key is limited to.
 *
 * @param subscription in force; null if none is, and then no call is let through
 * @param plan that it is under
 * @param limits that the key has of its own
 * @param inForce all that its calls are held to
 * @param version of its own limits
 */
public record KeyLimitsView(
        @Nullable SubscriptionId subscription,
        @Nullable PlanKey plan,
        List<Limit> limits,
        List<InForce> inForce,
        @JsonIgnore long version)
        implements Versioned {
    public KeyLimitsView {
        limits = List.copyOf(limits);
        inForce = List.copyOf(inForce);
    }

    /**
     * A limit and where it comes from.
     *
     * @param scope tier and subscription: shared by all keys of the subscription; key: its own
     * @param setOn the plan, subscription or key whose limit it is
     */
    public record InForce(
            LimitKind kind, long amount, long burst, WhenStale whenStale, LimitSource scope, String setOn) {}
}
