package io.matrixplatform.ingest.metering.otlp;

import static io.matrixplatform.ingest.metering.otlp.Exports.TIME;
import static io.matrixplatform.ingest.metering.otlp.Exports.gauge;
import static io.matrixplatform.ingest.metering.otlp.Exports.nanos;
import static io.matrixplatform.ingest.metering.otlp.Exports.point;
import static io.matrixplatform.ingest.metering.otlp.Exports.resource;
import static io.matrixplatform.ingest.metering.otlp.Mapped.assertRejected;
import static io.matrixplatform.ingest.metering.otlp.Mapped.map;
import static io.matrixplatform.ingest.metering.otlp.Mapped.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.metering.RuntimeMetric;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whose samples OpenTelemetry's metrics are. */
class InstanceMappingTest {
    @Test
    void readsFromTheResourceWhatTheInstanceIs() {
        RuntimeMetric sample = only(map(Exports.of(
                resource(
                        "service.instance.id=i-1",
                        "service.name=chat",
                        "service.namespace=shop",
                        "gen_ai.request.model=gpt-4o",
                        "gen_ai.response.model=gpt-4o-2024",
                        "cloud.region=eu-west-1",
                        "host.name=h"),
                gauge("hw.gpu.utilization", "1", point(0.5)))));

        assertThat(sample)
                .returns("i-1", RuntimeMetric::getInstanceId)
                .returns("chat", RuntimeMetric::getAppId)
                .returns("gpt-4o", RuntimeMetric::getModel)
                .returns("eu-west-1", RuntimeMetric::getRegion);
    }

    @Test
    void leavesOutWhatTheResourceDoesNotSay() {
        RuntimeMetric sample = only(map(Exports.of(
                resource("service.instance.id=i-1", "service.name=unknown_service:java", "cloud.region="),
                gauge("hw.gpu.utilization", "1", point(0.5)))));

        assertThat(sample)
                .returns(null, RuntimeMetric::getAppId)
                .returns(null, RuntimeMetric::getModel)
                .returns(null, RuntimeMetric::getRegion);
    }

    @Test
    void takesTheModelThatAnsweredWhereNoneWasAskedFor() {
        assertThat(only(map(Exports.of(
                                resource("service.instance.id=i-1", "gen_ai.response.model=m"),
                                gauge("hw.gpu.utilization", "1", point(0.5)))))
                        .getModel())
                .isEqualTo("m");
    }

    @Test
    void rejectsInstancesWithoutAnId() {
        Metric metric = gauge("container.memory.usage", "By", point(1));

        assertRejected(
                map(Exports.of(resource("service.name=chat"), metric)),
                "container.memory.usage: ",
                "the resource has no service.instance.id");
        assertRejected(
                map(Exports.of(resource("service.instance.id=" + "i".repeat(129)), metric)),
                "container.memory.usage: ",
                "service.instance.id may have at most 128 characters");
        assertRejected(
                map(Exports.of(resource("service.instance.id=a\nb"), metric)),
                "container.memory.usage: ",
                "control character");
        assertRejected(
                map(Exports.of(
                        resource().toBuilder()
                                .addAttributes(KeyValue.newBuilder()
                                        .setKey("service.instance.id")
                                        .setValue(AnyValue.newBuilder().setBoolValue(true)))
                                .build(),
                        metric)),
                "container.memory.usage: ",
                "service.instance.id must be text");
    }

    @Test
    void rejectsPartsThatDoNotFitBesideTheirInstance() {
        assertRejected(
                map(Exports.of(
                        resource("service.instance.id=" + "i".repeat(126)),
                        gauge("hw.gpu.utilization", "1", point(0.5, "hw.id=10")))),
                "hw.gpu.utilization: ",
                "may have at most 128 characters");
    }

    @Test
    void takesOnlyModelsThatTheKeyMayBeUsedFor() {
        ExportMetricsServiceRequest request = Exports.of(
                resource("service.instance.id=i-1", "gen_ai.request.model=large"),
                gauge("hw.gpu.utilization", "1", point(0.5)));

        assertRejected(
                map(request, Set.of("small")), "hw.gpu.utilization: ", "a model that the API key may not be used for");
        assertThat(map(request, Set.of("large")).samples()).hasSize(1);
    }

    @Test
    void givesTheSamePointTheSameIdWheneverItIsSent() {
        String id = id(Exports.of(gauge("container.memory.usage", "By", point(1))));

        assertThat(id(Exports.of(gauge("container.memory.usage", "By", point(1)))))
                .isEqualTo(id);
        assertThat(id(Exports.of(gauge("container.memory.usage", "By", point(2)))))
                .as("another amount is a conflict, not another fact")
                .isEqualTo(id);
        assertThat(id).matches("[0-9a-f]{32}");
        assertThat(Stream.of(
                        Exports.of(gauge(
                                "container.memory.usage",
                                "By",
                                point(1).toBuilder()
                                        .setTimeUnixNano(nanos(TIME) + 1)
                                        .build())),
                        Exports.of(gauge("container.filesystem.usage", "By", point(1))),
                        Exports.of(
                                resource("service.instance.id=i-2"), gauge("container.memory.usage", "By", point(1))),
                        Exports.of(
                                resource("service.instance.id=i-1", "service.name=chat"),
                                gauge("container.memory.usage", "By", point(1))),
                        Exports.of(
                                resource("service.instance.id=i-1", "service.namespace=shop"),
                                gauge("container.memory.usage", "By", point(1)))))
                .extracting(InstanceMappingTest::id)
                .doesNotHaveDuplicates()
                .doesNotContain(id);
    }

    private static String id(ExportMetricsServiceRequest request) {
        return only(map(request)).getEventId();
    }
}
