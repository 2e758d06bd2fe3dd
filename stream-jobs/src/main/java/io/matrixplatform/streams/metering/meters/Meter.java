package io.matrixplatform.streams.metering.meters;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.events.catalog.MeterAggregation;
import io.matrixplatform.events.catalog.MeterState;
import io.matrixplatform.streams.platform.StreamType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * A definition of a meter, as the job applies it.
 *
 * @param tenantId public form, or {@link #EVERY_TENANT}
 * @param summed name of the measure that is summed; null where facts are counted
 * @param dimensions names to group by, sorted
 * @param effectiveFrom micros of {@code recorded_at} from which facts are counted
 * @param archivedFrom micros of {@code recorded_at} from which they no longer are; {@link Long#MAX_VALUE} while in use
 */
public record Meter(
        String tenantId,
        String key,
        String eventType,
        @Nullable String summed,
        List<String> dimensions,
        int graceSeconds,
        long effectiveFrom,
        long archivedFrom,
        long version) {
    public static final String EVERY_TENANT = "*";
    public static final TypeInformation<Meter> TYPE = StreamType.of(new MeterSerializer());

    public Meter {
        requireNonNull(tenantId, "tenantId");
        requireNonNull(key, "key");
        requireNonNull(eventType, "eventType");
        dimensions = List.copyOf(dimensions);
        if (graceSeconds < 0) {
            throw new IllegalArgumentException("meter " + key + ": a grace is not negative");
        }
    }

    /** @throws IllegalArgumentException if it sums but does not say what */
    static Meter of(MeterState state) {
        boolean sums = state.getAggregation() == MeterAggregation.SUM;
        if (sums && state.getValueField() == null) {
            throw new IllegalArgumentException("meter " + state.getMeterKey() + " sums, but names no field");
        }
        Instant archived = state.getArchivedFrom();
        return new Meter(
                state.getTenantId(),
                state.getMeterKey(),
                state.getEventType(),
                sums ? state.getValueField() : null,
                state.getDimensions(),
                state.getGraceSeconds(),
                micros(state.getEffectiveFrom()),
                archived == null ? Long.MAX_VALUE : micros(archived),
                state.getVersion());
    }

    /** Whether facts recorded then are counted. */
    public boolean covers(long recordedAt) {
        return recordedAt >= effectiveFrom && recordedAt < archivedFrom;
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
