package io.matrixplatform.ingest.metering.otlp;

import static io.matrixplatform.ingest.metering.Events.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.metering.RuntimeMetric;
import io.matrixplatform.ingest.access.KnownKey;
import io.matrixplatform.ingest.access.KnownKeys;
import io.matrixplatform.ingest.metering.EventBounds;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.time.Duration;
import java.util.Set;

/** What becomes of a request. */
final class Mapped {
    private static final EventBounds BOUNDS = new EventBounds(
            1_000_000, Duration.ofSeconds(1), 10, 50, Duration.ofDays(35), Duration.ofMinutes(5), 3, 4, 32, 16);

    private Mapped() {}

    static Samples map(ExportMetricsServiceRequest request) {
        return map(request, Set.of());
    }

    static Samples map(ExportMetricsServiceRequest request, Set<String> models) {
        KnownKey key = KnownKeys.ofUsage(models.toArray(String[]::new));
        return new RequestMapping(new SampleMapping(BOUNDS), key, NOW).map(request);
    }

    static RuntimeMetric only(Samples mapped) {
        assertThat(mapped.samples()).as(mapped.rejections().message()).hasSize(1);
        return mapped.samples().get(0);
    }

    static void assertRejected(Samples mapped, String metric, String remedy) {
        assertThat(mapped.samples()).isEmpty();
        assertThat(mapped.rejections().total()).isEqualTo(1);
        assertThat(mapped.rejections().message()).startsWith(metric).contains(remedy);
    }
}
