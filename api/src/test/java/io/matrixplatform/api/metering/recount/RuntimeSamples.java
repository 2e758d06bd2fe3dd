package io.matrixplatform.api.metering.recount;

import io.matrixplatform.events.metering.MetricKind;
import io.matrixplatform.events.metering.RuntimeMetric;
import io.matrixplatform.model.metering.folds.SampleCase;

/** Samples as the raw log has them. */
public final class RuntimeSamples {
    private RuntimeSamples() {}

    public static RawFact raw(SampleCase.Taken taken) {
        return RawSample.of(RuntimeMetric.newBuilder()
                .setEventId(taken.eventId())
                .setTenantId("ten_a")
                .setSource("test")
                .setOccurredAt(taken.occurredAt())
                .setRecordedAt(taken.occurredAt())
                .setKeyId("key_1")
                .setInstanceId(taken.instance())
                .setMetric(SampleCase.METRIC)
                .setUnit("1")
                .setQuantity(taken.value().setScale(18))
                .setKind(taken.cumulative() ? MetricKind.COUNTER : MetricKind.GAUGE)
                .setStartedAt(taken.startedAt())
                .build());
    }
}
