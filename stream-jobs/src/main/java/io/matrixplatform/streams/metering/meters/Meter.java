package io.matrixplatform.streams.metering.meters;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.events.catalog.MeterState;
import io.matrixplatform.model.metering.measures.MeterRule;
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
 * @param summed name of the measure that is summed; null where facts are counted, or a rule says what is taken
 * @param rule null where each fact is counted or has one of its measures summed, which is how most are
 * @param dimensions names to group by, sorted
 * @param groupsMax how many sets of their values are kept apart per day; 0 for all
 * @param effectiveFrom micros of {@code recorded_at} from which facts are counted
 * @param archivedFrom micros of {@code recorded_at} from which they no longer are; {@link Long#MAX_VALUE} while in use
 */
public record Meter(
        String tenantId,
        String key,
        String eventType,
        @Nullable String summed,
        @Nullable MeterRule rule,
        List<String> dimensions,
        int groupsMax,
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
        if (graceSeconds < 0 || groupsMax < 0) {
            throw new IllegalArgumentException("meter " + key + ": neither a grace nor a number of groups is negative");
        }
    }

    /** @throws IllegalArgumentException if it does not say what it takes, or nothing that can be taken */
    static Meter of(MeterState state) {
        MeterRule rule = Definitions.rule(state);
        boolean isPlain = rule.filters().isEmpty() && rule.expression() == null && rule.folding() == null;
        Instant archived = state.getArchivedFrom();
        Integer groupsMax = state.getGroupsMax();
        return new Meter(
                state.getTenantId(),
                state.getMeterKey(),
                state.getEventType(),
                isPlain ? rule.valueField() : null,
                isPlain ? null : rule,
                state.getDimensions(),
                groupsMax == null ? 0 : groupsMax,
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
