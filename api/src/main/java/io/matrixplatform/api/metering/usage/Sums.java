package io.matrixplatform.api.metering.usage;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.time.TimeWindow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which sums of usage are asked for: of one tenant, or, for the operator only, of all.
 *
 * @param byTenant whether each tenant is summed by itself
 * @param groupBy names of dimensions, in the order of the answer
 * @param filter per dimension the values of which one must match
 */
public record Sums(
        Whose whose,
        List<MeterKey> meters,
        TimeWindow window,
        WindowSize size,
        boolean byTenant,
        List<String> groupBy,
        Map<String, Set<String>> filter) {
    /** One tenant, or all of them. */
    public record Whose(@Nullable TenantId tenant) {
        /** For the operator. */
        public static final Whose ALL = new Whose(null);

        public static Whose of(TenantId tenant) {
            return new Whose(requireNonNull(tenant, "tenant"));
        }

        Optional<TenantId> one() {
            return Optional.ofNullable(tenant);
        }
    }

    public Sums {
        requireNonNull(whose, "whose");
        requireNonNull(window, "window");
        requireNonNull(size, "size");
        meters = List.copyOf(meters);
        groupBy = List.copyOf(groupBy);
        filter = Map.copyOf(filter);
        if (meters.isEmpty()) {
            throw new IllegalArgumentException("sums are of at least one meter");
        }
    }

    /** Per window of {@code size} and meter. */
    public static Sums of(Whose whose, List<MeterKey> meters, TimeWindow window, WindowSize size) {
        return new Sums(whose, meters, window, size, false, List.of(), Map.of());
    }

    public Sums by(String dimension) {
        return new Sums(whose, meters, window, size, byTenant, List.of(dimension), filter);
    }

    public Sums byEachTenant() {
        return new Sums(whose, meters, window, size, true, groupBy, filter);
    }

    Sums within(TimeWindow part) {
        return new Sums(whose, meters, part, size, byTenant, groupBy, filter);
    }
}
