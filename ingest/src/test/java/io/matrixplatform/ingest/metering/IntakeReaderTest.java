package io.matrixplatform.ingest.metering;

import static io.matrixplatform.ingest.metering.Events.NOW;
import static io.matrixplatform.ingest.metering.Events.apiCall;
import static io.matrixplatform.ingest.metering.Events.batch;
import static io.matrixplatform.ingest.metering.Events.event;
import static io.matrixplatform.ingest.metering.Events.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.Dimension;
import io.matrixplatform.events.metering.Measure;
import io.matrixplatform.events.metering.UsageEvent;
import io.matrixplatform.model.metering.Identity;
import io.vertx.core.MultiMap;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeReaderTest {
    private final Reading reading = new Reading();

    @Test
    void stampsAnApiCallAndKeepsEveryFieldOfIt() {
        Intake intake =
                reading.structured(event("\"id\":\"e1\",\"subject\":\"bob\"", "io.matrixplatform.api-call.v1", """
                {"model":"gpt-4o","route":"/v1/chat/completions","status":200,"latency_ms":812,
                 "time_to_first_token_ms":95,"input_tokens":1200,"output_tokens":340,"cached_input_tokens":1200,
                 "reasoning_output_tokens":340,"estimated":true,"app_id":"app_1","partner_id":"par_1"}"""));

        Fact fact = intake.facts().get(0);
        assertThat(fact.topic()).isEqualTo(Topics.METERING_API_CALLS);
        assertThat(fact.key()).isEqualTo(Identity.of("ten_1", "test", "e1").toBytes());
        assertThat(Reading.call(intake))
                .isEqualTo(new ApiCall(
                        "e1",
                        "ten_1",
                        "test",
                        Instant.parse("2026-07-01T11:59:58Z"),
                        NOW,
                        "key_1",
                        "sub_1",
                        "bob",
                        "gpt-4o",
                        "/v1/chat/completions",
                        200,
                        812L,
                        95L,
                        1200L,
                        340L,
                        1200L,
                        340L,
                        true,
                        "app_1",
                        "par_1",
                        null,
                        0L,
                        false,
                        null,
                        null));
    }

    @Test
    void countsWhatAnApiCallLeavesOutAsNothing() {
        ApiCall call = Reading.call(reading.structured(apiCall("e1", """
                {"model":"m","route":"r","status":499,"latency_ms":0,"app_id":null,"input_tokens":null}""")));

        assertThat(call.getInputTokens()).isZero();
        assertThat(call.getTimeToFirstTokenMs()).isNull();
        assertThat(call.getAppId()).isNull();
        assertThat(call.getEstimated()).isFalse();
    }

    @Test
    void flattensUsageToSortedMeasuresAndDimensions() {
        UsageEvent event = Reading.usageEvent(reading.structured(usage("e1", """
                {"z":1.50,"gpu":{"seconds":-0.000000000000000001,"kind":"H100"},"spot":true,"gone":null}""")));

        assertThat(event.getType()).isEqualTo("gpu.used");
        assertThat(event.getMeasures())
                .extracting(Measure::getName, Measure::getQuantity)
                .containsExactly(
                        tuple("gpu.seconds", new BigDecimal("-0.000000000000000001")),
                        tuple("z", new BigDecimal("1.500000000000000000")));
        assertThat(event.getDimensions())
                .extracting(Dimension::getName, Dimension::getValue)
                .containsExactly(tuple("gpu.kind", "H100"), tuple("spot", "true"));
    }

    @Test
    void readsDataThatStandsBeforeItsType() {
        String head = "{\"data\":{\"model\":\"m\",\"route\":\"ü\",\"status\":200,\"latency_ms\":5},";
        String tail = "\"specversion\":\"1.0\",\"source\":\"s\",\"type\":\"io.matrixplatform.api-call.v1\","
                + "\"time\":\"2026-07-01T12:00:00Z\",\"id\":\"";

        Intake intake = reading.read(Mode.BATCH, batch(head + tail + "ä\"}", " " + head + tail + "b\"}"));

        assertThat(intake.rejected()).isEmpty();
        assertThat(intake.facts()).extracting(Fact::id).containsExactly("ä", "b");
        assertThat(Reading.call(intake).getRoute()).isEqualTo("ü");
    }

    @Test
    void takesUsageWithoutData() {
        String bare = "{\"specversion\":\"1.0\",\"id\":\"e1\",\"source\":\"s\",\"type\":\"login\","
                + "\"time\":\"2026-07-01T12:00:00Z\",\"traceparent\":\"00-1\",\"subject\":null}";

        assertThat(Reading.usageEvent(reading.structured(bare)).getMeasures()).isEmpty();
    }

    @Test
    void readsBinaryModeFromHeaders() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("CE-SpecVersion", "1.0")
                .add("ce-id", "e%201+%C3%BC")
                .add("ce-source", "s")
                .add("ce-type", "gpu.used")
                .add("ce-time", "2026-07-01T12:00:00Z")
                .add("ce-extension", "left aside");

        Intake intake = reading.read(Mode.BINARY, headers, Reading.body("{\"seconds\":2}"));

        assertThat(Reading.usageEvent(intake).getEventId()).isEqualTo("e 1+ü");
        assertThat(Reading.usageEvent(intake).getMeasures())
                .extracting(Measure::getName)
                .containsExactly("seconds");
    }

    @Test
    void keepsGoodEventsBesideBadOnes() {
        Intake intake = reading.read(
                Mode.BATCH, batch(apiCall("a"), apiCall("b", "{}"), "7", "[[1]]", usage("c", "{\"n\":1}")));

        assertThat(intake.facts()).extracting(Fact::index, Fact::id).containsExactly(tuple(0, "a"), tuple(4, "c"));
        assertThat(intake.rejected())
                .extracting(
                        Rejected::index,
                        Rejected::id,
                        rejected -> rejected.fault().detail())
                .containsExactly(
                        tuple(1, "b", "/data/model: is required"),
                        tuple(2, null, "an event must be an object"),
                        tuple(3, null, "an event must be an object"));
    }

    @Test
    void leavesRepeatsWithinABatchToTheLog() {
        Intake intake = reading.read(Mode.BATCH, batch(apiCall("a"), apiCall("a"), usage("a", "{\"n\":1}")));

        assertThat(intake.facts()).extracting(Fact::id).containsExactly("a", "a", "a");
        assertThat(intake.facts().get(0).key()).isEqualTo(intake.facts().get(1).key());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-07-01T12:05:00.123456Z", "2026-05-27T12:00:00.123456Z"})
    void takesTimesAtTheBounds(String time) {
        Intake intake = reading.structured(usage("e1", "{}").replace("2026-07-01T11:59:58Z", time));

        assertThat(intake.rejected()).isEmpty();
    }
}
