package io.matrixplatform.streams.metering.facts;

import io.matrixplatform.events.metering.MetricKind;
import io.matrixplatform.events.metering.RuntimeMetric;
import io.matrixplatform.model.metering.Identity;
import io.matrixplatform.model.metering.folds.SampleCase;
import java.time.Instant;

/** Samples of instances, sent by {@code test}. */
public final class RuntimeFacts {
    private RuntimeFacts() {}

    public static FactRecord record(String tenant, SampleCase.Taken taken, Instant recordedAt) {
        RuntimeMetric metric = RuntimeMetric.newBuilder()
                .setEventId(taken.eventId())
                .setTenantId(tenant)
                .setSource("test")
                .setOccurredAt(taken.occurredAt())
                .setRecordedAt(recordedAt)
                .setKeyId("key_1")
                .setInstanceId(taken.instance())
                .setMetric(SampleCase.METRIC)
                .setUnit(taken.cumulative() ? "s" : "{cpu}")
                .setQuantity(taken.value().setScale(18))
                .setKind(taken.cumulative() ? MetricKind.COUNTER : MetricKind.GAUGE)
                .setStartedAt(taken.startedAt())
                .setRegion("eu")
                .build();
        Origin origin = new Origin(FactTopic.RUNTIME_METRICS, 0, 0);
        Identity identity = Identity.of(tenant, "test", taken.eventId());
        Fact fact = FactProjection.checked(SampleProjection.of(origin, identity, metric));
        return Records.of(fact, recordedAt.toEpochMilli());
    }
}
