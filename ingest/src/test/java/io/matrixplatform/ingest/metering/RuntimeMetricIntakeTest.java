package io.matrixplatform.ingest.metering;

import static io.matrixplatform.ingest.metering.Events.NOW;
import static io.matrixplatform.ingest.metering.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.MetricKind;
import io.matrixplatform.events.metering.RuntimeMetric;
import io.matrixplatform.ingest.access.KnownKey;
import io.matrixplatform.ingest.access.KnownKeys;
import io.matrixplatform.model.metering.Identity;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Samples of instances at the door, and that the documented schema, the reader and the Avro record say the same. */
class RuntimeMetricIntakeTest {
    private final Reading reading = new Reading();

    @Test
    void publishesALevelWithTheUnitOfItsMetric() {
        Intake intake =
                reading.structured(sample("{\"instance_id\":\"i-1\",\"metric\":\"memory\",\"value\":1073741824.5,"
                        + "\"region\":\"eu\",\"app_id\":\"app_1\",\"model\":\"m\"}"));

        Fact fact = intake.facts().get(0);
        assertThat(fact.topic()).isEqualTo(Topics.METERING_RUNTIME_METRICS);
        assertThat(fact.key()).isEqualTo(Identity.of("ten_1", "test", "e1").toBytes());
        RuntimeMetric metric = Reading.runtimeMetric(intake);
        assertThat(metric.getQuantity()).isEqualByComparingTo("1073741824.5");
        assertThat(metric)
                .returns("i-1", RuntimeMetric::getInstanceId)
                .returns("memory", RuntimeMetric::getMetric)
                .returns("By", RuntimeMetric::getUnit)
                .returns(MetricKind.GAUGE, RuntimeMetric::getKind)
                .returns(null, RuntimeMetric::getStartedAt)
                .returns("eu", RuntimeMetric::getRegion)
                .returns("app_1", RuntimeMetric::getAppId)
                .returns("m", RuntimeMetric::getModel)
                .returns("ten_1", RuntimeMetric::getTenantId)
                .returns("key_1", RuntimeMetric::getKeyId)
                .returns("sub_1", RuntimeMetric::getSubscriptionId)
                .returns(NOW, RuntimeMetric::getRecordedAt)
                .returns(Instant.parse("2026-07-01T11:59:58Z"), RuntimeMetric::getOccurredAt);
    }

    @Test
    void publishesACounterWithItsStart() {
        Intake intake = reading.structured(
                sample("{\"instance_id\":\"i-1\",\"metric\":\"cpu\",\"kind\":\"counter\",\"value\":12,"
                        + "\"started_at\":\"2026-07-01T10:00:00+02:00\"}"));

        assertThat(Reading.runtimeMetric(intake))
                .returns("s", RuntimeMetric::getUnit)
                .returns(MetricKind.COUNTER, RuntimeMetric::getKind)
                .returns(Instant.parse("2026-07-01T08:00:00Z"), RuntimeMetric::getStartedAt);
    }

    @Test
    void leavesUnitsOfOtherMetricsToTheClient() {
        String data = "{\"instance_id\":\"i\",\"metric\":\"queue.depth\",\"value\":3";

        assertThat(Reading.runtimeMetric(reading.structured(sample(data + "}"))).getUnit())
                .isEqualTo("1");
        assertThat(Reading.runtimeMetric(reading.structured(sample(data + ",\"unit\":\"{job}\"}")))
                        .getUnit())
                .isEqualTo("{job}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            {"metric":"cpu","value":1}                                                       | missing-field       | /data/instance_id
            {"instance_id":"i","value":1}                                                    | missing-field       | /data/metric
            {"instance_id":"i","metric":"cpu"}                                               | missing-field       | /data/value
            {"instance_id":"i","metric":"cpu","value":"1"}                                   | wrong-kind          | /data/value
            {"instance_id":"i","metric":"cpu","value":-1}                                    | number-out-of-range | /data/value
            {"instance_id":"i","metric":"cpu","value":1e20}                                  | number-out-of-range | /data/value
            {"instance_id":"i","metric":"cpu","value":0.1234567890123456789}                 | number-out-of-range | /data/value
            {"instance_id":7,"metric":"cpu","value":1}                                       | wrong-kind          | /data/instance_id
            {"instance_id":"","metric":"cpu","value":1}                                      | bad-text            | /data/instance_id
            {"instance_id":"i","metric":"cpu","value":1,"kind":"delta"}                      | unknown-kind        | /data/kind
            {"instance_id":"i","metric":"cpu","value":1,"kind":"counter"}                    | missing-field       | /data/started_at
            {"instance_id":"i","metric":"memory","value":1,"kind":"counter","started_at":"2026-07-01T00:00:00Z"} | unknown-kind | /data/kind
            {"instance_id":"i","metric":"cpu","value":1,"unit":"s"}                          | wrong-unit          | /data/unit
            {"instance_id":"i","metric":"memory","value":1,"unit":"GiBy"}                    | wrong-unit          | /data/unit
            {"instance_id":"i","metric":"cpu","value":1,"started_at":"yesterday"}            | bad-time            | /data/started_at
            {"instance_id":"i","metric":"cpu","value":1,"started_at":"2026-07-01T11:59:59Z"} | time-in-future      | /data/started_at
            {"instance_id":"i","metric":"cpu","value":1,"value":2}                           | duplicate-field     | /data/value
            {"instance_id":"i","metric":"cpu","value":1,"host":"h"}                          | unknown-field       | /data/host
            7                                                                                | wrong-kind          | /data
            null                                                                             | missing-field       | /data
            """)
    void rejectsABadSampleWithThePlace(String data, String code, String pointer) {
        Reading.assertRejected(reading.structured(sample(data)), code, pointer);
    }

    @Test
    void correctsNoSample() {
        String data = "{\"instance_id\":\"i\",\"metric\":\"cpu\",\"value\":1}";

        Reading.assertRejected(
                reading.structured(event("\"id\":\"e1\",\"correction\":\"cancel\"", RuntimeMetricReader.TYPE, data)),
                "unknown-correction",
                "/correction");
    }

    @Test
    void takesOnlyModelsThatTheKeyMayBeUsedFor() {
        KnownKey narrow = KnownKeys.ofUsage("small");
        String sample = sample("{\"instance_id\":\"i\",\"metric\":\"gpu\",\"value\":1,\"model\":\"large\"}");

        Reading.assertRejected(reading.structured(sample, narrow), "model-not-allowed", "/data/model");
        assertThat(reading.structured(sample.replace("large", "small"), narrow).facts())
                .hasSize(1);
        assertThat(reading.structured(sample("{\"instance_id\":\"i\",\"metric\":\"gpu\",\"value\":1}"), narrow)
                        .facts())
                .hasSize(1);
    }

    @Test
    void documentsExactlyThePayloadOfTheFact() throws IOException {
        JsonNode schema;
        try (InputStream json =
                RuntimeMetricIntakeTest.class.getResourceAsStream("/schemas/" + RuntimeMetricReader.TYPE + ".json")) {
            schema = new ObjectMapper().readTree(json);
        }
        Schema avro = RuntimeMetric.getClassSchema();
        Set<String> payload = new HashSet<>();
        avro.getFields()
                .subList(
                        avro.getField("subscription_id").pos() + 1,
                        avro.getFields().size())
                .forEach(field -> payload.add(field.name().equals("quantity") ? "value" : field.name()));
        Set<String> documented = new HashSet<>();
        schema.get("properties").fieldNames().forEachRemaining(documented::add);

        assertThat(documented).isEqualTo(payload);
        assertThat(schema.get("additionalProperties").asBoolean(true)).isFalse();
        assertThat(schema.get("required"))
                .extracting(JsonNode::asText)
                .containsExactly("instance_id", "metric", "value");
        assertThat(List.of("instance_id", "metric", "app_id", "model", "region"))
                .allMatch(name ->
                        schema.at("/properties/" + name + "/maxLength").asInt() == RuntimeMetricReader.LABEL_MAX_CHARS);
        assertThat(schema.at("/properties/unit/maxLength").asInt()).isEqualTo(RuntimeMetricReader.UNIT_MAX_CHARS);
    }

    private static String sample(String data) {
        return event("\"id\":\"e1\"", RuntimeMetricReader.TYPE, data);
    }
}
