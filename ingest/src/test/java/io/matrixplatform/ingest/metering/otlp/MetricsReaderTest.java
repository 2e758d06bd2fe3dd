package io.matrixplatform.ingest.metering.otlp;

import static io.matrixplatform.ingest.metering.Events.NOW;
import static io.matrixplatform.ingest.metering.otlp.Exports.counter;
import static io.matrixplatform.ingest.metering.otlp.Exports.gauge;
import static io.matrixplatform.ingest.metering.otlp.Exports.point;
import static io.matrixplatform.ingest.metering.otlp.MetricsBodies.assertMalformed;
import static io.matrixplatform.ingest.metering.otlp.MetricsBodies.body;
import static io.matrixplatform.ingest.metering.otlp.MetricsBodies.decode;
import static io.matrixplatform.ingest.metering.otlp.MetricsBodies.problem;
import static io.matrixplatform.ingest.metering.otlp.MetricsBodies.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.RuntimeMetric;
import io.matrixplatform.ingest.metering.Fact;
import io.matrixplatform.ingest.platform.Body;
import io.matrixplatform.ingest.platform.ProblemType;
import io.matrixplatform.model.metering.Identity;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies in both encodings. */
class MetricsReaderTest {
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

        Fact fromJson = read(Encoding.JSON, body(json)).facts().get(0);

        assertThat(decode(fromJson)).isEqualTo(decode(read(request).facts().get(0)));
    }

    @Test
    void takesRequestsWithoutAnythingInThem() {
        assertThat(read(ExportMetricsServiceRequest.getDefaultInstance()).facts())
                .isEmpty();
        assertThat(read(Encoding.JSON, body("{}")).rest().total()).isZero();
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

        assertThat(decode(read(Encoding.JSON, body(json)).facts().get(0)).getQuantity())
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

    private static String gaugeWith(String field) {
        return "{\"resourceMetrics\":[{\"resource\":{\"attributes\":[{\"key\":\"service.instance.id\",\"value\":"
                + "{\"stringValue\":\"i-1\"}}]},\"scopeMetrics\":[{\"metrics\":[{\"name\":\"container.memory.usage\","
                + "\"gauge\":{\"dataPoints\":[{" + field + "}]}}]}]}]}";
    }
}
