package io.matrixplatform.ingest.metering;

import static io.matrixplatform.ingest.metering.Events.apiCall;
import static io.matrixplatform.ingest.metering.Events.batch;
import static io.matrixplatform.ingest.metering.Events.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.matrixplatform.ingest.platform.Body;
import io.matrixplatform.ingest.platform.ProblemException;
import io.matrixplatform.ingest.platform.ProblemType;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body that cannot be read as a whole: nothing of it is taken in. */
class MalformedBodyTest {
    private final Reading reading = new Reading();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[",
                "[{]",
                "nonsense",
                "{\"data\":NaN}",
                "{\"data\":{\"n\":Infinity}}",
                "{\"data\":{\"n\":01}}",
                "{\"id\":\"\u0001\"}",
                "{} {}",
                "[] []",
                "{}]",
                "null",
                "7"
            })
    void refusesWhatIsNotTheJsonOfItsContentType(String json) {
        assertThat(reading.problem(Mode.STRUCTURED, json)).isEqualTo(ProblemType.MALFORMED_REQUEST);
        assertThat(reading.problem(Mode.BATCH, json)).isEqualTo(ProblemType.MALFORMED_REQUEST);
    }

    @Test
    void refusesOneEventWhereABatchIsSaidAndTheOtherWayRound() {
        assertThat(reading.problem(Mode.BATCH, apiCall("a"))).isEqualTo(ProblemType.MALFORMED_REQUEST);
        assertThat(reading.problem(Mode.STRUCTURED, batch(apiCall("a")))).isEqualTo(ProblemType.MALFORMED_REQUEST);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        Body latin = new Body(new byte[] {'{', '"', (byte) 0xe4, '"', ':', '1', '}'}, 7);

        ProblemException problem = catchThrowableOfType(
                ProblemException.class, () -> reading.read(Mode.STRUCTURED, Reading.NO_HEADERS, latin));

        assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED_REQUEST);
    }

    @Test
    void refusesADepthBombAndANumberOfAThousandDigits() {
        String bomb = "{\"x\":".repeat(10_000) + "1" + "}".repeat(10_000);

        assertThat(reading.problem(Mode.STRUCTURED, usage("a", bomb))).isEqualTo(ProblemType.MALFORMED_REQUEST);
        assertThat(reading.problem(Mode.STRUCTURED, usage("a", "{\"n\":1" + "0".repeat(2_000) + "}")))
                .isEqualTo(ProblemType.MALFORMED_REQUEST);
    }

    @Test
    void boundsTheNumberOfEvents() {
        String[] ten = IntStream.range(0, 10).mapToObj(i -> apiCall("e" + i)).toArray(String[]::new);

        assertThat(reading.read(Mode.BATCH, batch(ten)).facts()).hasSize(10);
        assertThat(reading.problem(Mode.BATCH, batch(String.join(",", ten), "7")))
                .isEqualTo(ProblemType.TOO_MANY_EVENTS);
        assertThat(reading.read(Mode.BATCH, "[]").facts()).isEmpty();
    }

    @Test
    void repeatsNothingOfTheBodyInItsAnswer() {
        ProblemException problem =
                catchThrowableOfType(ProblemException.class, () -> reading.structured("{\"secret\": oops}"));

        assertThat(problem.detail()).doesNotContain("secret", "oops");
    }
}
