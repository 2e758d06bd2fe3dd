package io.matrixplatform.ingest.inference.calls;

import static io.matrixplatform.ingest.inference.calls.CallEndsTest.assertFact;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.ingest.metering.Fact;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls whose answers do not wait for the log. */
class JournaledCallsTest {
    /** A fact has more than that. */
    private static final int FACT_BYTES = 150;

    @RegisterExtension
    final Gateway gateway = new Gateway();

    @Test
    void anAnswerEndsWhileTheLogHasNotAnswered() throws Exception {
        gateway.publisher.hold();
        gateway.upstream.answers((request, wire) -> wire.json(200, Gateway.ANSWER));

        HttpResponse<String> answer = gateway.chat("");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(Gateway.ANSWER);
        assertThat(gateway.publisher.log()).isEmpty();
        assertThat(gateway.underWay()).isZero();
        gateway.publisher.answerAll();
        assertFact(gateway.onlyFact(), 200, 7, 4, false);
    }

    @Test
    void whatTheLogDoesNotTakeIsToldItWhenItIsBack() throws Exception {
        gateway.publisher.loseAll();
        gateway.upstream.answers((request, wire) -> wire.json(200, Gateway.ANSWER));

        HttpResponse<String> answer = gateway.chat("");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(gateway.publisher.log()).isEmpty();
        gateway.publisher.comeBack();
        ApiCall fact = gateway.onlyFact();
        assertThat(answer.headers().firstValue("x-request-id")).hasValue(fact.getEventId());
        assertFact(fact, 200, 7, 4, false);
    }

    @Test
    void moreThanTheJournalHasRoomForWaitsForTheLog() throws Exception {
        gateway.upstream.answers((request, wire) -> wire.json(200, Gateway.ANSWER));
        gateway.publisher.hold();
        Set<String> ids = new HashSet<>();
        while (ids.size() * FACT_BYTES < 2 * Gateway.JOURNAL_BYTES) {
            HttpResponse<String> answer = gateway.chat("");
            assertThat(answer.statusCode()).isEqualTo(200);
            ids.add(answer.headers().firstValue("x-request-id").orElseThrow());
        }

        gateway.publisher.answerAll();
        // What waited for too long went another way too, and counts once under its id.
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(gateway.publisher.log()).extracting(Fact::id).containsAll(ids));
        assertThat(gateway.publisher.log()).extracting(Fact::id).hasSameElementsAs(ids);
    }
}
