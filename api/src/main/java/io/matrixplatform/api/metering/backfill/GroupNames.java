package io.matrixplatform.api.metering.backfill;

import io.matrixplatform.api.catalog.meters.Meter;
import io.matrixplatform.model.metering.Dimensions;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which sets of dimensions are told apart on one UTC day: those that are on the books already, then those with the most facts,
 * until the meter has as many as it keeps apart. Metering names the first to come, an order that a log of several partitions
 * does not have.
 */
final class GroupNames {
    private static final String OTHER = "(other)";

    /** Null without a limit. */
    private final @Nullable Set<String> named;

    private final String other;

    private GroupNames(@Nullable Set<String> named, String other) {
        this.named = named;
        this.other = other;
    }

    /**
     * @param booked sets that are on the books of that day
     * @param counted how many facts each set has on that day
     */
    static GroupNames of(Meter meter, Set<String> booked, Map<String, Long> counted) {
        Map<String, String> values = new TreeMap<>();
        meter.dimensions().forEach(name -> values.put(name, OTHER));
        String other = Dimensions.of(values).toJson();
        Integer limit = meter.groupsMax();
        if (limit == null) {
            return new GroupNames(null, other);
        }
        Set<String> named = new HashSet<>(booked);
        named.remove(other);
        counted.entrySet().stream()
                .filter(set -> !named.contains(set.getKey()))
                .sorted(Map.Entry.<String, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .limit(Math.max(0, limit - named.size()))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(named::add);
        return new GroupNames(named, other);
    }

    Series name(Series series) {
        return named == null || named.contains(series.dimensions()) ? series : series.named(other);
    }
}
