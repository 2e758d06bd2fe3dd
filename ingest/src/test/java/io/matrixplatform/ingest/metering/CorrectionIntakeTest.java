package io.matrixplatform.ingest.metering;

import static io.matrixplatform.ingest.metering.Events.CALL_DATA;
import static io.matrixplatform.ingest.metering.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.AmendedCall;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.CorrectionKind;
import io.matrixplatform.events.metering.UsageEvent;
import io.matrixplatform.ingest.access.KnownKeys;
import io.matrixplatform.model.metering.Identity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events that correct another: the same identity and data, and what becomes of it. */
class CorrectionIntakeTest {
    private static final String CALL = "io.matrixplatform.api-call.v1";
    private static final String AMENDED =
            "{\"model\":\"gpt-4o-mini\",\"route\":\"/v1/x\",\"status\":200,\"latency_ms\":7,\"output_tokens\":3}";
    private static final String AMENDMENT = "{\"original\":" + CALL_DATA + ",\"amended\":" + AMENDED + "}";

    private final Reading reading = new Reading();

    @Test
    void publishesACancellationWhereItsOriginalStands() {
        Intake intake = reading.structured(event("\"id\":\"e1\",\"correction\":\"cancel\"", CALL, CALL_DATA));

        Fact fact = intake.facts().get(0);
        assertThat(fact.topic()).isEqualTo(Topics.METERING_API_CALLS);
        assertThat(fact.key()).isEqualTo(Identity.of("ten_1", "test", "e1").toBytes());
        assertThat(Reading.call(intake))
                .returns(CorrectionKind.CANCEL, ApiCall::getCorrection)
                .returns("gpt-4o", ApiCall::getModel)
                .returns(null, ApiCall::getAmended);
    }

    @Test
    void keepsBothPayloadsOfAnAmendmentWhereverTheAttributeStands() {
        String first = event("\"id\":\"e1\",\"correction\":\"amend\"", CALL, AMENDMENT);
        String last = event("\"id\":\"e1\"", CALL, AMENDMENT).replaceAll("}$", ",\"correction\":\"amend\"}");
        String beforeTheType = "{\"data\":" + AMENDMENT + ","
                + first.replaceFirst(",\"data\".*}}", "}").substring(1);

        for (String json : List.of(first, last, beforeTheType)) {
            ApiCall call = Reading.call(reading.structured(json));

            assertThat(call.getCorrection()).isEqualTo(CorrectionKind.AMEND);
            assertThat(call.getModel()).isEqualTo("gpt-4o");
            assertThat(call.getAmended())
                    .returns("gpt-4o-mini", AmendedCall::getModel)
                    .returns(3L, AmendedCall::getOutputTokens);
        }
    }

    @Test
    void amendsAnyOtherUsage() {
        String json = event(
                "\"id\":\"e1\",\"correction\":\"amend\"",
                "gpu.used",
                "{\"original\":{\"seconds\":5},\"amended\":{\"seconds\":4,\"kind\":\"H100\"}}");

        UsageEvent event = Reading.usageEvent(reading.structured(json));

        assertThat(event.getMeasures()).hasSize(1);
        assertThat(event.getAmended().getMeasures()).hasSize(1);
        assertThat(event.getAmended().getDimensions()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '#', textBlock = """
            undo   | {"model":"m","route":"r","status":200,"latency_ms":1} | /correction: must be cancel or amend
            amend  | {"model":"m","route":"r","status":200,"latency_ms":1} | /data/model: an amendment has original and amended
            amend  | {"original":{"model":"m","route":"r","status":200,"latency_ms":1}} | /data/amended: is required
            amend  | {"amended":{"model":"m","route":"r","status":200,"latency_ms":1}} | /data/original: is required
            amend  | {"original":1,"amended":2} | /data/original: must be an object
            amend  | {"original":{"model":"m","route":"r","status":200},"amended":{}} | /data/original/latency_ms: is required
            cancel | {"original":{"model":"m"}} | /data/original: is not a field of an API call
            """)
    void rejectsWhatIsNoCorrection(String correction, String data, String detail) {
        Intake intake = reading.structured(event("\"id\":\"e1\",\"correction\":\"" + correction + "\"", CALL, data));

        assertThat(intake.facts()).isEmpty();
        assertThat(intake.rejected())
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.fault().detail()).isEqualTo(detail));
    }

    @Test
    void amendsToNoModelThatTheKeyMayNotUse() {
        Intake intake = reading.structured(
                event("\"id\":\"e1\",\"correction\":\"amend\"", CALL, AMENDMENT), KnownKeys.ofUsage("gpt-4o"));

        assertThat(intake.rejected())
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.fault().detail()).startsWith("/data/amended/model"));
    }
}
