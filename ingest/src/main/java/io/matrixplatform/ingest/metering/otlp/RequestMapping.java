package io.matrixplatform.ingest.metering.otlp;

import io.matrixplatform.events.metering.RuntimeMetric;
import io.matrixplatform.ingest.access.KnownKey;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One request to samples. An instance may tell the same in several ways, as a container's processor both in seconds and in cores:
 * then one of them is taken, whichever order they come in, and the others are rejected. For one request each.
 */
final class RequestMapping {
    private final SampleMapping mapping;
    private final KnownKey key;
    private final Instant now;
    private final List<Found> found = new ArrayList<>();
    private final Map<Told, Convention> taken = new HashMap<>();
    private final List<RuntimeMetric> samples = new ArrayList<>();
    private final Rejections rejections = new Rejections();

    private record Found(Instance instance, Series series) {
        Told told() {
            return new Told(instance.id(), series.convention().metric());
        }
    }

    private record Told(String instance, String metric) {}

    /** @param now when the edge got it */
    RequestMapping(SampleMapping mapping, KnownKey key, Instant now) {
        this.mapping = mapping;
        this.key = key;
        this.now = now;
    }

    Samples map(ExportMetricsServiceRequest request) {
        for (ResourceMetrics resource : request.getResourceMetricsList()) {
            Texts attributes = Texts.of(resource.getResource().getAttributesList());
            for (ScopeMetrics scope : resource.getScopeMetricsList()) {
                scope.getMetricsList().forEach(metric -> find(attributes, metric));
            }
        }
        found.forEach(this::map);
        return new Samples(samples, rejections);
    }

    private void find(Texts resource, Metric metric) {
        try {
            Series series = Series.of(metric);
            if (!series.points().isEmpty()) {
                Found one = new Found(Instance.of(resource), series);
                found.add(one);
                taken.merge(one.told(), series.convention(), (held, other) -> other.isTakenBefore(held) ? other : held);
            }
        } catch (UnusableException unusable) {
            rejections.add(metric.getName(), unusable.remedy(), Series.points(metric));
        }
    }

    private void map(Found one) {
        Convention convention = one.series.convention();
        Convention rival = taken.getOrDefault(one.told(), convention);
        if (!rival.equals(convention)) {
            rejections.add(
                    convention.name(),
                    "is left aside, since " + rival.name() + " tells the same of the instance; send one of them",
                    one.series.points().size());
            return;
        }
        for (NumberDataPoint point : one.series.points()) {
            try {
                RuntimeMetric sample = mapping.sample(one.series, point, one.instance, key, now);
                if (sample != null) {
                    samples.add(sample);
                }
            } catch (UnusableException unusable) {
                rejections.add(convention.name(), unusable.remedy(), 1);
            }
        }
    }
}
