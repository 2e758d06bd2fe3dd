package io.matrixplatform.streams.metering.meters;

import io.matrixplatform.model.metering.Dimensions;
import io.matrixplatform.streams.metering.meters.Series.Cap;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Meters over one type of event that group by the same dimensions, for one tenant. A fact is looked up once for all of
 * them: what they count it into differs in the meter alone.
 */
final class MeterGroup {
    private static final int SERIES_KEPT = 10_000;

    /** What stands for each dimension of what was beyond a meter's number of groups. */
    static final String OTHER = "(other)";

    private final String tenantId;
    private final List<String> dimensions;
    private final List<Meter> meters;
    private final Map<Values, SeriesSet> known = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Values, SeriesSet> eldest) {
            return size() > SERIES_KEPT;
        }
    };

    MeterGroup(String tenantId, List<String> dimensions, List<Meter> meters) {
        this.tenantId = tenantId;
        this.dimensions = List.copyOf(dimensions);
        this.meters = List.copyOf(meters);
    }

    List<Meter> meters() {
        return meters;
    }

    boolean groupsBy(String dimension) {
        return dimensions.contains(dimension);
    }

    /**
     * What a fact counts into, in the order of {@link #meters}.
     *
     * @param dimension its value by its name
     */
    SeriesSet series(@Nullable String subscriptionId, UnaryOperator<String> dimension) {
        String[] values = new String[dimensions.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = dimension.apply(dimensions.get(i));
        }
        return known.computeIfAbsent(new Values(subscriptionId, values), this::seriesOf);
    }

    private SeriesSet seriesOf(Values values) {
        Map<String, String> named = new TreeMap<>();
        for (int i = 0; i < values.values.length; i++) {
            named.put(dimensions.get(i), values.values[i]);
        }
        String json = Dimensions.of(named).toJson();
        return new SeriesSet(meters.stream()
                .map(meter -> new Series(
                        tenantId,
                        values.subscriptionId,
                        meter.key(),
                        json,
                        meter.graceSeconds(),
                        meter.rule() == null ? null : meter.rule().folding(),
                        cap(meter)))
                .toList());
    }

    private static @Nullable Cap cap(Meter meter) {
        if (meter.groupsMax() == 0) {
            return null;
        }
        Map<String, String> other = new TreeMap<>();
        meter.dimensions().forEach(name -> other.put(name, OTHER));
        return new Cap(meter.groupsMax(), Dimensions.of(other).toJson());
    }

    /** By content; a record would compare its array by identity. */
    private static final class Values {
        private final @Nullable String subscriptionId;
        private final String[] values;

        Values(@Nullable String subscriptionId, String[] values) {
            this.subscriptionId = subscriptionId;
            this.values = values;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Values that
                    && Objects.equals(that.subscriptionId, subscriptionId)
                    && Arrays.equals(that.values, values);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(values) + Objects.hashCode(subscriptionId);
        }
    }
}
