package io.matrixplatform.ingest.metering.otlp;

import static io.opentelemetry.proto.metrics.v1.AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Requests as exporters write them. */
final class Exports {
    static final Instant TIME = Instant.parse("2026-07-01T11:59:58.000001Z");
    static final Instant START = Instant.parse("2026-07-01T08:00:00Z");

    private Exports() {}

    /** Of one instance, {@code i-1}. */
    static ExportMetricsServiceRequest of(Metric... metrics) {
        return of(resource("service.instance.id=i-1"), metrics);
    }

    static ExportMetricsServiceRequest of(Resource resource, Metric... metrics) {
        return ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(ResourceMetrics.newBuilder()
                        .setResource(resource)
                        .addScopeMetrics(ScopeMetrics.newBuilder().addAllMetrics(List.of(metrics))))
                .build();
    }

    /** @param attributes like {@code name=text} */
    static Resource resource(String... attributes) {
        Resource.Builder resource = Resource.newBuilder();
        for (String attribute : attributes) {
            resource.addAttributes(attribute(attribute));
        }
        return resource.build();
    }

    static Metric gauge(String name, String unit, NumberDataPoint... points) {
        return Metric.newBuilder()
                .setName(name)
                .setUnit(unit)
                .setGauge(Gauge.newBuilder().addAllDataPoints(List.of(points)))
                .build();
    }

    static Metric counter(String name, String unit, NumberDataPoint... points) {
        return sum(name, unit, true, points);
    }

    static Metric upDownCounter(String name, String unit, NumberDataPoint... points) {
        return sum(name, unit, false, points);
    }

    private static Metric sum(String name, String unit, boolean isMonotonic, NumberDataPoint... points) {
        return Metric.newBuilder()
                .setName(name)
                .setUnit(unit)
                .setSum(Sum.newBuilder()
                        .setAggregationTemporality(AGGREGATION_TEMPORALITY_CUMULATIVE)
                        .setIsMonotonic(isMonotonic)
                        .addAllDataPoints(List.of(points)))
                .build();
    }

    /** @param attributes like {@code name=text} */
    static NumberDataPoint point(double value, String... attributes) {
        NumberDataPoint.Builder point = NumberDataPoint.newBuilder()
                .setStartTimeUnixNano(nanos(START))
                .setTimeUnixNano(nanos(TIME))
                .setAsDouble(value);
        for (String attribute : attributes) {
            point.addAttributes(attribute(attribute));
        }
        return point.build();
    }

    static KeyValue attribute(String attribute) {
        String[] parts = attribute.split("=", 2);
        return KeyValue.newBuilder()
                .setKey(parts[0])
                .setValue(AnyValue.newBuilder().setStringValue(parts[1]))
                .build();
    }

    static long nanos(Instant time) {
        return ChronoUnit.NANOS.between(Instant.EPOCH, time);
    }
}
