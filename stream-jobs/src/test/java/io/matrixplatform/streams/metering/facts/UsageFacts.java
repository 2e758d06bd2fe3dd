package io.matrixplatform.streams.metering.facts;

import io.matrixplatform.events.metering.Dimension;
import io.matrixplatform.events.metering.Measure;
import io.matrixplatform.events.metering.UsageEvent;
import io.matrixplatform.model.metering.Identity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Usage events that say one value. */
public final class UsageFacts {
    private UsageFacts() {}

    /** The measure is named {@code value}; who sent it, {@code test}. */
    public static FactRecord record(
            String tenant,
            String type,
            String eventId,
            Instant occurredAt,
            Instant recordedAt,
            BigDecimal value,
            Map<String, String> dimensions) {
        UsageEvent event = UsageEvent.newBuilder()
                .setEventId(eventId)
                .setTenantId(tenant)
                .setSource("test")
                .setOccurredAt(occurredAt)
                .setRecordedAt(recordedAt)
                .setKeyId("key_1")
                .setType(type)
                .setMeasures(List.of(new Measure("value", value.setScale(18))))
                .setDimensions(new TreeMap<>(dimensions)
                        .entrySet().stream()
                                .map(each -> new Dimension(each.getKey(), each.getValue()))
                                .toList())
                .build();
        Origin origin = new Origin(FactTopic.USAGE_EVENTS, 0, 0);
        Identity identity = Identity.of(tenant, "test", eventId);
        Fact fact = FactProjection.checked(FactProjection.of(origin, identity, event));
        return Records.of(fact, recordedAt.toEpochMilli());
    }
}
