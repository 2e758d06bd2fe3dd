package io.matrixplatform.ingest.metering.otlp;

import static io.matrixplatform.ingest.metering.otlp.Exports.gauge;
import static io.matrixplatform.ingest.metering.otlp.Exports.point;
import static io.matrixplatform.ingest.metering.otlp.MetricsBodies.POINTS_MAX;
import static io.matrixplatform.ingest.metering.otlp.MetricsBodies.assertMalformed;
import static io.matrixplatform.ingest.metering.otlp.MetricsBodies.body;
import static io.matrixplatform.ingest.metering.otlp.MetricsBodies.problem;
import static io.matrixplatform.ingest.metering.otlp.MetricsBodies.read;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedOutputStream;
import io.matrixplatform.ingest.platform.Body;
import io.matrixplatform.ingest.platform.ProblemException;
import io.matrixplatform.ingest.platform.ProblemType;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That no body is made into more than was meant. */
class MetricsBoundsTest {
    @Test
    void refusesMorePointsThanOneRequestMayHave() {
        NumberDataPoint[] most = Collections.nCopies(POINTS_MAX, point(1)).toArray(NumberDataPoint[]::new);

        assertThat(read(Exports.of(gauge("x", "1", most))).rest().total()).isEqualTo(POINTS_MAX);
        ExportMetricsServiceRequest tooMany =
                Exports.of(gauge("x", "1", most), gauge("container.memory.usage", "By", point(1)));
        ProblemException problem = problem(Encoding.PROTOBUF, body(tooMany));
        assertThat(problem.type()).isEqualTo(ProblemType.REQUEST_TOO_LARGE);
        assertThat(problem.detail()).contains("at most 50 data points");
    }

    /** Two bytes each on the wire, and forty times as many in memory. */
    @Test
    void makesNoMoreObjectsOfARequestThanItsPointsMayTake() {
        Metric points = gauge(
                "x",
                "1",
                Collections.nCopies(100_000, NumberDataPoint.getDefaultInstance())
                        .toArray(NumberDataPoint[]::new));
        Resource attributes = Resource.newBuilder()
                .addAllAttributes(Collections.nCopies(100_000, KeyValue.getDefaultInstance()))
                .build();
        AnyValue values = AnyValue.newBuilder()
                .setArrayValue(ArrayValue.newBuilder()
                        .addAllValues(Collections.nCopies(100_000, AnyValue.getDefaultInstance())))
                .build();
        Resource array = Resource.newBuilder()
                .addAttributes(KeyValue.newBuilder().setKey("k").setValue(values))
                .build();

        for (ExportMetricsServiceRequest bomb :
                List.of(Exports.of(points), Exports.of(attributes), Exports.of(array))) {
            assertThat(problem(Encoding.PROTOBUF, body(bomb)).type()).isEqualTo(ProblemType.REQUEST_TOO_LARGE);
        }
        String json = "{\"resourceMetrics\":[" + "{},".repeat(100_000) + "{}]}";
        assertThat(problem(Encoding.JSON, body(json)).type()).isEqualTo(ProblemType.REQUEST_TOO_LARGE);
    }

    @Test
    void keepsNothingOfFieldsThatNobodyKnows() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        for (int i = 0; i < 100_000; i++) {
            out.writeInt32(1_000 + i, i);
        }
        out.flush();
        bytes.writeBytes(
                Exports.of(gauge("container.memory.usage", "By", point(1))).toByteArray());

        byte[] request = bytes.toByteArray();
        assertThat(read(Encoding.PROTOBUF, new Body(request, request.length)).facts())
                .hasSize(1);
    }

    @Test
    void refusesWhatIsNestedWithoutEnd() {
        AnyValue nested = AnyValue.getDefaultInstance();
        for (int i = 0; i < 80; i++) {
            nested = AnyValue.newBuilder()
                    .setArrayValue(ArrayValue.newBuilder().addValues(nested))
                    .build();
        }
        Resource resource = Resource.newBuilder()
                .addAttributes(KeyValue.newBuilder().setKey("k").setValue(nested))
                .build();

        assertThat(problem(Encoding.PROTOBUF, body(Exports.of(resource))).type())
                .isEqualTo(ProblemType.MALFORMED_REQUEST);
        assertMalformed("{\"x\":" + "[".repeat(80) + "]".repeat(80) + "}", "the body is not valid JSON");
    }

    @Test
    void refusesTextThatIsNotUnicode() {
        byte[] name = nested(1, new byte[] {(byte) 0xc3});
        // Metric in ScopeMetrics in ResourceMetrics in the request.
        byte[] request = nested(1, nested(2, nested(2, name)));

        assertThat(problem(Encoding.PROTOBUF, new Body(request, request.length)).type())
                .isEqualTo(ProblemType.MALFORMED_REQUEST);
    }

    private static byte[] nested(int field, byte[] message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            out.writeByteArray(field, message);
            out.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
