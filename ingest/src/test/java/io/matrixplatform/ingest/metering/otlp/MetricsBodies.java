package io.matrixplatform.ingest.metering.otlp;

import static io.matrixplatform.ingest.metering.Events.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.RuntimeMetric;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.ingest.FakeRegistry;
import io.matrixplatform.ingest.access.KnownKeys;
import io.matrixplatform.ingest.metering.EventBounds;
import io.matrixplatform.ingest.metering.Fact;
import io.matrixplatform.ingest.metering.FactIntake;
import io.matrixplatform.ingest.metering.SampleFacts;
import io.matrixplatform.ingest.metering.Stamps;
import io.matrixplatform.ingest.platform.Body;
import io.matrixplatform.ingest.platform.ProblemException;
import io.matrixplatform.ingest.platform.ProblemType;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What a reader with narrow bounds makes of bodies. */
final class MetricsBodies {
    static final int POINTS_MAX = 50;

    private static final SchemaRegistry REGISTRY = new FakeRegistry().client();
    private static final EventBounds BOUNDS = new EventBounds(
            4_000_000, Duration.ofSeconds(1), 10, POINTS_MAX, Duration.ofDays(35), Duration.ofMinutes(5), 3, 4, 32, 16);
    private static final MetricsReader READER = new MetricsReader(new SampleFacts(REGISTRY), BOUNDS);

    private MetricsBodies() {}

    static FactIntake.Taken<Rejections> read(Encoding encoding, Body body) {
        return READER.read(encoding, body, new Stamps(KnownKeys.ofUsage(), NOW));
    }

    static void assertMalformed(String json, String detail) {
        ProblemException problem = problem(Encoding.JSON, body(json));
        assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED_REQUEST);
        assertThat(problem.detail()).contains(detail);
    }

    static FactIntake.Taken<Rejections> read(ExportMetricsServiceRequest request) {
        return read(Encoding.PROTOBUF, body(request));
    }

    static ProblemException problem(Encoding encoding, Body body) {
        return catchThrowableOfType(ProblemException.class, () -> read(encoding, body));
    }

    static Body body(ExportMetricsServiceRequest request) {
        byte[] bytes = request.toByteArray();
        return new Body(bytes, bytes.length);
    }

    static Body body(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new Body(bytes, bytes.length);
    }

    static RuntimeMetric decode(Fact fact) {
        return new RecordDecoder<RuntimeMetric>(Topics.METERING_RUNTIME_METRICS, REGISTRY).decode(fact.value());
    }
}
