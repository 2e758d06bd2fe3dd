package io.matrixplatform.streams.metering.facts;

import static io.matrixplatform.streams.metering.facts.FactProjection.checked;
import static io.matrixplatform.streams.metering.facts.FactProjection.micros;
import static io.matrixplatform.streams.metering.facts.FactProjection.orEmpty;

import io.matrixplatform.events.metering.MetricKind;
import io.matrixplatform.events.metering.RuntimeMetric;
import io.matrixplatform.model.metering.Identity;
import io.matrixplatform.model.metering.measures.RuntimeMetrics;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Samples of instances to facts. The numbers that fields are hashed under stand for ever. */
final class SampleProjection {
    private SampleProjection() {}

    static Fact of(Origin origin, Identity identity, RuntimeMetric metric) {
        Envelope envelope = new Envelope(
                metric.getEventId(),
                metric.getTenantId(),
                metric.getSource(),
                metric.getSubscriptionId(),
                micros(metric.getOccurredAt()),
                micros(metric.getRecordedAt()));
        long hash = new PayloadHash()
                .add(1, envelope.occurredAt())
                .add(2, metric.getInstanceId())
                .add(3, metric.getMetric())
                .add(4, metric.getUnit())
                .add(5, metric.getQuantity())
                .add(6, metric.getKind() == MetricKind.COUNTER)
                .add(7, metric.getStartedAt() == null ? 0 : micros(metric.getStartedAt()))
                .add(8, metric.getAppId())
                .add(9, metric.getModel())
                .add(10, metric.getRegion())
                .value();
        return new Fact(origin, identity, hash, envelope, payload(metric));
    }

    /** In the order of {@link RuntimeMetrics}. */
    private static Payload payload(RuntimeMetric metric) {
        String[] dimensions = {
            metric.getSource(),
            "",
            metric.getInstanceId(),
            metric.getMetric(),
            metric.getUnit(),
            metric.getKind() == MetricKind.COUNTER ? RuntimeMetrics.COUNTER : RuntimeMetrics.GAUGE,
            orEmpty(metric.getAppId()),
            orEmpty(metric.getModel()),
            orEmpty(metric.getRegion()),
            metric.getKeyId()
        };
        BigDecimal quantity = checked("quantity", metric.getQuantity());
        Instant startedAt = metric.getStartedAt();
        return startedAt == null
                ? Payload.of(RuntimeMetrics.TYPE, Shape.UNSTARTED_RUNTIME_METRIC, dimensions, List.of(quantity))
                : Payload.of(
                        RuntimeMetrics.TYPE,
                        Shape.RUNTIME_METRIC,
                        dimensions,
                        List.of(quantity, BigDecimal.valueOf(micros(startedAt))));
    }
}
