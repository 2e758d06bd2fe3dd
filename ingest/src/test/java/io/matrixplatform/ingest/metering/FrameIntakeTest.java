package io.matrixplatform.ingest.metering;

import static io.matrixplatform.ingest.metering.Events.apiCall;
import static io.matrixplatform.ingest.metering.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.model.metering.Identity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames of a request: counters so far. */
class FrameIntakeTest {
    private final Reading reading = new Reading();

    @Test
    void keysEveryFrameByItsRequest() {
        Intake one = reading.structured(apiCall("e1", data("\"request_id\":\"r\",\"frame\":1")));
        Intake other = reading.structured(apiCall("e2", data("\"request_id\":\"r\",\"frame\":2,\"final\":true")));

        byte[] key = Identity.ofRequest("ten_1", "test", "r").toBytes();
        assertThat(one.facts().get(0).key())
                .isEqualTo(key)
                .isNotEqualTo(Identity.of("ten_1", "test", "r").toBytes());
        assertThat(other.facts().get(0).key()).isEqualTo(key);
        assertThat(Reading.call(other))
                .returns("r", ApiCall::getRequestId)
                .returns(2L, ApiCall::getFrame)
                .returns(true, ApiCall::getFinalFrame)
                .returns(false, ApiCall::getEstimated);
    }

    @Test
    void takesWhatIsNotFinalForAnEstimate() {
        Intake intake = reading.structured(apiCall("e1", data("\"request_id\":\"r\",\"frame\":0")));

        assertThat(Reading.call(intake)).returns(true, ApiCall::getEstimated).returns(false, ApiCall::getFinalFrame);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "frame":1 | missing-field | /data/request_id
            "final":true | missing-field | /data/request_id
            "request_id":"r" | missing-field | /data/frame
            "request_id":"r","final":true | missing-field | /data/frame
            "request_id":"r","frame":-1 | number-out-of-range | /data/frame
            "request_id":"r","frame":1.5 | wrong-kind | /data/frame
            "request_id":"r","frame":1,"final":"yes" | wrong-kind | /data/final
            """)
    void rejectsFramesOfNoRequestAndRequestsWithoutFrame(String fields, String code, String pointer) {
        Reading.assertRejected(reading.structured(apiCall("e1", data(fields))), code, pointer);
    }

    @Test
    void correctsNoFrameButTheFinalOne() {
        String open = data("\"request_id\":\"r\",\"frame\":1");
        String last = data("\"request_id\":\"r\",\"frame\":1,\"final\":true");

        Reading.assertRejected(reading.structured(cancellation(open)), "missing-field", "/data/final");
        assertThat(reading.structured(cancellation(last)).facts()).hasSize(1);
    }

    private static String cancellation(String data) {
        return event("\"id\":\"e1\",\"correction\":\"cancel\"", "io.matrixplatform.api-call.v1", data);
    }

    private static String data(String more) {
        return Events.CALL_DATA.replace("}", "," + more + "}");
    }
}
