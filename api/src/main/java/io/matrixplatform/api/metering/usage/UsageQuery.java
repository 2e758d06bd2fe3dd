package io.matrixplatform.api.metering.usage;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.api.catalog.meters.Meter;
import io.matrixplatform.api.platform.json.Texts;
import io.matrixplatform.api.platform.problems.InvalidFields;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.time.TimeWindow;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of one tenant's usage is asked. It cannot be made without the tenant.
 *
 * @param groupBy dimensions of the meter, in the order of the answer
 * @param filter per dimension of the meter the values of which one must match
 */
record UsageQuery(
        TenantId tenant,
        Meter meter,
        TimeWindow window,
        WindowSize size,
        List<String> groupBy,
        Map<String, Set<String>> filter) {
    private static final int MAX_FILTER_VALUES = 50;
    private static final int MAX_VALUE_LENGTH = 512;

    UsageQuery {
        requireNonNull(tenant, "tenant");
        requireNonNull(meter, "meter");
        requireNonNull(window, "window");
        requireNonNull(size, "size");
        groupBy = List.copyOf(groupBy);
        filter = Map.copyOf(filter);
        if (!meter.dimensions().containsAll(groupBy) || !meter.dimensions().containsAll(filter.keySet())) {
            throw new IllegalArgumentException("only dimensions of the meter can be asked for");
        }
    }

    Sums toSums() {
        return new Sums(Sums.Whose.of(tenant), List.of(meter.key()), window, size, false, groupBy, filter);
    }

    /** Reads {@code model,route}: names of the meter's dimensions, none twice. */
    static List<String> readGroupBy(Meter meter, @Nullable String text) {
        if (text == null) {
            return List.of();
        }
        List<String> names =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        InvalidFields invalid = new InvalidFields()
                .parameter(new LinkedHashSet<>(names).size() == names.size(), "group_by", "each dimension once");
        names.forEach(name -> checkDimension(invalid, meter, "group_by", name));
        invalid.refuse();
        return names;
    }

    /** Reads {@code model:gpt-4o}, each a parameter of its own; several of one dimension are alternatives. */
    static Map<String, Set<String>> readFilter(Meter meter, List<String> texts) {
        InvalidFields invalid = new InvalidFields()
                .parameter(texts.size() <= MAX_FILTER_VALUES, "filter", "at most " + MAX_FILTER_VALUES);
        Map<String, Set<String>> filter = new LinkedHashMap<>();
        for (String text : texts) {
            int colon = text.indexOf(':');
            invalid.parameter(colon > 0, "filter", "written dimension:value, such as model:gpt-4o")
                    .parameter(
                            text.length() <= MAX_VALUE_LENGTH, "filter", "at most " + MAX_VALUE_LENGTH + " characters")
                    .parameter(Texts.isClean(text), "filter", "must be Unicode text without control characters");
            if (colon > 0) {
                String name = text.substring(0, colon);
                checkDimension(invalid, meter, "filter", name);
                filter.computeIfAbsent(name, unused -> new LinkedHashSet<>()).add(text.substring(colon + 1));
            }
        }
        invalid.refuse();
        return filter;
    }

    private static void checkDimension(InvalidFields invalid, Meter meter, String parameter, String name) {
        invalid.parameter(
                meter.dimensions().contains(name),
                parameter,
                "the meter is not grouped by that; it is by "
                        + meter.dimensions().stream().collect(Collectors.joining(", ", "[", "]")));
    }
}
