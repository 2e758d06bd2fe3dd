package io.matrixplatform.ingest.metering;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.matrixplatform.events.metering.AmendedCall;
import io.matrixplatform.events.metering.ApiCall;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** The documented schema, the reader and the Avro record say the same. */
class ApiCallSchemaTest {
    private final JsonNode schema = read();

    @Test
    void documentsExactlyThePayloadOfTheFact() {
        Set<String> payload = new HashSet<>();
        List<Schema.Field> fields = ApiCall.getClassSchema().getFields();
        int afterSubject = ApiCall.getClassSchema().getField("subject").pos() + 1;
        int correction = ApiCall.getClassSchema().getField("correction").pos();
        fields.subList(afterSubject, correction)
                .forEach(field -> payload.add(field.name().equals("final_frame") ? "final" : field.name()));

        Set<String> documented = new HashSet<>();
        schema.get("properties").fieldNames().forEachRemaining(documented::add);

        assertThat(documented).isEqualTo(payload);
        assertThat(schema.get("additionalProperties").asBoolean(true)).isFalse();
    }

    @Test
    void amendsEveryFieldOfThePayload() {
        Set<String> documented = new HashSet<>();
        schema.get("properties").fieldNames().forEachRemaining(documented::add);
        documented.removeAll(Set.of("request_id", "frame", "final")); // which frame it is stays as it is

        assertThat(AmendedCall.getClassSchema().getFields())
                .extracting(Schema.Field::name)
                .containsExactlyInAnyOrderElementsOf(documented);
    }

    @Test
    void requiresWhatTheFactCannotDoWithout() {
        assertThat(schema.get("required"))
                .extracting(JsonNode::asText)
                .containsExactly("model", "route", "status", "latency_ms");
    }

    @Test
    void statesTheBoundsOfTheReader() {
        assertThat(bound("model", "maxLength")).isEqualTo(ApiCallReader.LABEL_MAX_CHARS);
        assertThat(bound("app_id", "maxLength")).isEqualTo(ApiCallReader.LABEL_MAX_CHARS);
        assertThat(bound("partner_id", "maxLength")).isEqualTo(ApiCallReader.LABEL_MAX_CHARS);
        assertThat(bound("request_id", "maxLength")).isEqualTo(ApiCallReader.LABEL_MAX_CHARS);
        assertThat(bound("frame", "maximum")).isEqualTo(ApiCallReader.FRAME_MAX);
        assertThat(bound("route", "maxLength")).isEqualTo(ApiCallReader.ROUTE_MAX_CHARS);
        assertThat(bound("status", "minimum")).isEqualTo(ApiCallReader.STATUS_MIN);
        assertThat(bound("status", "maximum")).isEqualTo(ApiCallReader.STATUS_MAX);
        assertThat(List.of("latency_ms", "time_to_first_token_ms"))
                .allMatch(name -> bound(name, "minimum") == 0 && bound(name, "maximum") == ApiCallReader.MILLIS_MAX);
        assertThat(List.of("input_tokens", "output_tokens", "cached_input_tokens", "reasoning_output_tokens"))
                .allMatch(name -> bound(name, "minimum") == 0 && bound(name, "maximum") == ApiCallReader.TOKENS_MAX);
    }

    private long bound(String property, String keyword) {
        return schema.get("properties").get(property).get(keyword).asLong();
    }

    private static JsonNode read() {
        try (InputStream json =
                ApiCallSchemaTest.class.getResourceAsStream("/schemas/" + ApiCallReader.TYPE + ".json")) {
            return new ObjectMapper().readTree(json);
        } catch (IOException missing) {
            throw new AssertionError("the schema is part of the jar", missing);
        }
    }
}
