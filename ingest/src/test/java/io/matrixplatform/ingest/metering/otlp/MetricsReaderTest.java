package io.matrixplatform.ingest.metering.otlp;

import static io.matrixplatform.ingest.metering.Events.NOW;
import static io.matrixplatform.ingest.metering.otlp.Exports.counter;
import static io.matrixplatform.ingest.metering.otlp.Exports.gauge;
import static io.matrixplatform.ingest.metering.otlp.Exports.point;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.CodedOutputStream;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.RuntimeMetric;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.ingest.FakeRegistry;
import io.matrixplatform.ingest.access.KnownKey;
import io.matrixplatform.ingest.metering.EventBounds;
import io.matrixplatform.ingest.metering.Fact;
import io.matrixplatform.ingest.metering.SampleFacts;
import io.matrixplatform.ingest.metering.Stamps;
import io.matrixplatform.ingest.platform.Body;
import io.matrixplatform.ingest.platform.ProblemException;
import io.matrixplatform.ingest.platform.ProblemType;
import io.matrixplatform.model.metering.Identity;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies in both encodings, and that no body is made into more than was meant. */
class MetricsReaderTest {
    private static final FakeRegistry SERVER = new FakeRegistry();
    private static final int POINTS_MAX = 50;
    private static final KnownKey KEY =
            new KnownKey("key_1", "ten_1", "sub_1", "free", Set.of("usage:write"), null, false, Set.of(), List.of(), 1);
    private static final EventBounds BOUNDS = new EventBounds(
            4_000_000, Duration.ofSeconds(1), 10, POINTS_MAX, Duration.ofDays(35), Duration.ofMinutes(5), 3, 4, 32, 16);

    private final MetricsReader reader = new MetricsReader(new SampleFacts(SERVER.client()), BOUNDS);

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void stampsFactsAsTheEdgeDoesAll() {
        Fact fact = read(Exports.of(gauge("container.memory.usage", "By", point(1))))
                .facts()
                .get(0);

        RuntimeMetric sample = decode(fact);
        assertThat(fact.topic()).isEqualTo(Topics.METERING_RUNTIME_METRICS);
        assertThat(fact.key())
                .isEqualTo(Identity.of("ten_1", "/otlp", sample.getEventId()).toBytes());
        assertThat(sample)
                .returns("ten_1", RuntimeMetric::getTenantId)
                .returns("key_1", RuntimeMetric::getKeyId)
                .returns("sub_1", RuntimeMetric::getSubscriptionId)
                .returns(NOW, RuntimeMetric::getRecordedAt);
    }

    @Test
    void readsTheSameFromBothEncodings() {
        ExportMetricsServiceRequest request = Exports.of(
                Exports.resource("service.instance.id=i-1", "service.name=chat"),
                counter("process.cpu.time", "s", point(12.5, "cpu.mode=user")));
        String json = """
                {"resourceMetrics": [{
                  "resource": {"attributes": [
                    {"key": "service.instance.id", "value": {"stringValue": "i-1"}},
                    {"key": "service.name", "value": {"stringValue": "chat"}}], "droppedAttributesCount": 3},
                  "scopeMetrics": [{
                    "scope": {"name": "lib", "version": null},
                    "metrics": [{
                      "name": "process.cpu.time", "unit": "s", "description": "seconds", "invented": {"later": [1, {}]},
                      "sum": {
                        "aggregationTemporality": 2,
                        "isMonotonic": true,
                        "dataPoints": [{
                          "asDouble": 12.5,
                          "startTimeUnixNano": "1782892800000000000",
                          "timeUnixNano": 1782907198000001000,
                          "attributes": [{"key": "cpu.mode", "value": {"stringValue": "user"}}],
                          "exemplars": [{"asInt": "7", "timeUnixNano": "1", "spanId": "eee19b7ec3c1b174",
                                         "traceId": "5B8EFFF798038103D269B633813FC60C"}]
                        }]}}]}]}]}""";

        Fact fromJson = reader.read(Encoding.JSON, body(json), new Stamps(KEY, NOW))
                .facts()
                .get(0);

        assertThat(decode(fromJson)).isEqualTo(decode(read(request).facts().get(0)));
    }

    @Test
    void takesRequestsWithoutAnythingInThem() {
        assertThat(read(ExportMetricsServiceRequest.getDefaultInstance()).facts())
                .isEmpty();
        assertThat(reader.read(Encoding.JSON, body("{}"), new Stamps(KEY, NOW))
                        .rejections()
                        .total())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ~~                                      | ExportMetricsServiceRequest must be an object
            {"resourceMetrics":                     | the body is not valid JSON
            {}{}                                    | there is more after the end
            []                                      | ExportMetricsServiceRequest must be an object
            {"resourceMetrics":{}}                  | ExportMetricsServiceRequest.resourceMetrics must be an array
            {"resourceMetrics":[7]}                 | ResourceMetrics must be an object
            {"resourceMetrics":[],"resourceMetrics":[]} | the body is not valid JSON
            {"resourceMetrics":[{"schemaUrl":7}]}   | ResourceMetrics.schemaUrl must be text
            """)
    void refusesWhatIsNotTheJsonOfARequest(String json, String detail) {
        assertMalformed(json, detail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "timeUnixNano":"1.5"                     | NumberDataPoint.timeUnixNano must be an integer from 0 to 18446744073709551615
            "timeUnixNano":-1                        | NumberDataPoint.timeUnixNano must be an integer
            "timeUnixNano":18446744073709551616      | NumberDataPoint.timeUnixNano must be an integer
            "timeUnixNano":1e999999999               | NumberDataPoint.timeUnixNano must be an integer
            "timeUnixNano":1e-999999999              | NumberDataPoint.timeUnixNano must be an integer
            "timeUnixNano":0e999999999               | NumberDataPoint.timeUnixNano must be an integer
            "timeUnixNano":"soon"                    | NumberDataPoint.timeUnixNano must be an integer
            "timeUnixNano":true                      | NumberDataPoint.timeUnixNano must be a number
            "asInt":9223372036854775808              | NumberDataPoint.asInt must be an integer
            "asDouble":"1,5"                         | NumberDataPoint.asDouble must be a number
            "asDouble":[]                            | NumberDataPoint.asDouble must be a number
            "flags":4294967296                       | NumberDataPoint.flags must be an integer from 0 to 4294967295
            "exemplars":[{"traceId":"xyz"}]          | Exemplar.traceId must be bytes in their encoding
            "attributes":[{"value":{"boolValue":1}}] | AnyValue.boolValue must be true or false
            "attributes":[{"value":{"bytesValue":"!"}}] | AnyValue.bytesValue must be bytes in their encoding
            """)
    void refusesAFieldOfAnotherKind(String field, String detail) {
        assertMalformed(gaugeWith(field), detail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "asInt":"12"                  | 12
            "asInt":1.2e1                 | 12
            "asDouble":"12.5"             | 12.5
            "asDouble":12                 | 12
            """)
    void readsNumbersAsNumbersAndAsText(String value, String quantity) {
        String json = gaugeWith(value + ",\"timeUnixNano\":\"1782907198000001000\"");

        assertThat(decode(reader.read(Encoding.JSON, body(json), new Stamps(KEY, NOW))
                                .facts()
                                .get(0))
                        .getQuantity())
                .isEqualByComparingTo(quantity);
    }

    @Test
    void refusesEnumsByName() {
        assertMalformed(
                "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"sum\":{\"aggregationTemporality\":"
                        + "\"AGGREGATION_TEMPORALITY_CUMULATIVE\"}}]}]}]}",
                "Sum.aggregationTemporality must be an integer");
    }

    @Test
    void refusesWhatIsNotProtobuf() {
        assertThat(problem(Encoding.PROTOBUF, body("{\"resourceMetrics\":[]}")).type())
                .isEqualTo(ProblemType.MALFORMED_REQUEST);
        byte[] cutOff =
                Exports.of(gauge("container.memory.usage", "By", point(1))).toByteArray();
        assertThat(problem(Encoding.PROTOBUF, new Body(cutOff, cutOff.length - 3))
                        .type())
                .isEqualTo(ProblemType.MALFORMED_REQUEST);
    }

    @Test
    void refusesMorePointsThanOneRequestMayHave() {
        NumberDataPoint[] most = Collections.nCopies(POINTS_MAX, point(1)).toArray(NumberDataPoint[]::new);

        assertThat(read(Exports.of(gauge("x", "1", most))).rejections().total()).isEqualTo(POINTS_MAX);
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
        assertThat(reader.read(Encoding.PROTOBUF, new Body(request, request.length), new Stamps(KEY, NOW))
                        .facts())
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

    private static String gaugeWith(String field) {
        return "{\"resourceMetrics\":[{\"resource\":{\"attributes\":[{\"key\":\"service.instance.id\",\"value\":"
                + "{\"stringValue\":\"i-1\"}}]},\"scopeMetrics\":[{\"metrics\":[{\"name\":\"container.memory.usage\","
                + "\"gauge\":{\"dataPoints\":[{" + field + "}]}}]}]}]}";
    }

    private void assertMalformed(String json, String detail) {
        ProblemException problem = problem(Encoding.JSON, body(json));
        assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED_REQUEST);
        assertThat(problem.detail()).contains(detail);
    }

    private TakenMetrics read(ExportMetricsServiceRequest request) {
        return reader.read(Encoding.PROTOBUF, body(request), new Stamps(KEY, NOW));
    }

    private ProblemException problem(Encoding encoding, Body body) {
        return catchThrowableOfType(ProblemException.class, () -> reader.read(encoding, body, new Stamps(KEY, NOW)));
    }

    private static Body body(ExportMetricsServiceRequest request) {
        byte[] bytes = request.toByteArray();
        return new Body(bytes, bytes.length);
    }

    private static Body body(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new Body(bytes, bytes.length);
    }

    private static RuntimeMetric decode(Fact fact) {
        return new RecordDecoder<RuntimeMetric>(Topics.METERING_RUNTIME_METRICS, SERVER.client()).decode(fact.value());
    }
}
