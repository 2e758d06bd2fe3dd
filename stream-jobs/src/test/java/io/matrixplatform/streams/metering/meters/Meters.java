package io.matrixplatform.streams.metering.meters;

import io.matrixplatform.model.metering.measures.MeterRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The meters that every tenant has, and others as people speak of them. */
public final class Meters {
    public static final String API_CALL = "io.matrixplatform.api-call.v1";
    public static final List<Meter> PREDEFINED = List.of(
            meter("*", "api.calls", API_CALL, null),
            meter("*", "tokens.input", API_CALL, "input_tokens"),
            meter("*", "tokens.output", API_CALL, "output_tokens"));

    private Meters() {}

    public static Meter meter(String tenant, String key, String eventType, @Nullable String summed) {
        return meter(tenant, key, eventType, summed, List.of("model", "route"));
    }

    public static Meter meter(
            String tenant, String key, String eventType, @Nullable String summed, List<String> dimensions) {
        return new Meter(tenant, key, eventType, summed, null, dimensions, 0, 3_600, 0, Long.MAX_VALUE, 1);
    }

    /** One that a tenant defined, over events of its own; grouped by nothing. */
    public static Meter ruled(String tenant, String key, String eventType, MeterRule rule) {
        return new Meter(tenant, key, eventType, null, rule, List.of(), 0, 3_600, 0, Long.MAX_VALUE, 1);
    }

    static Meter withVersion(Meter meter, long version, int graceSeconds) {
        return new Meter(
                meter.tenantId(),
                meter.key(),
                meter.eventType(),
                meter.summed(),
                meter.rule(),
                meter.dimensions(),
                meter.groupsMax(),
                graceSeconds,
                meter.effectiveFrom(),
                meter.archivedFrom(),
                version);
    }

    static Meter between(Meter meter, long effectiveFrom, long archivedFrom) {
        return new Meter(
                meter.tenantId(),
                meter.key(),
                meter.eventType(),
                meter.summed(),
                meter.rule(),
                meter.dimensions(),
                meter.groupsMax(),
                meter.graceSeconds(),
                effectiveFrom,
                archivedFrom,
                meter.version());
    }
}
