package io.matrixplatform.ingest.inference.calls;

import static io.matrixplatform.ingest.inference.calls.CallEndsTest.assertFact;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.metering.ApiCall;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls whose answers wait for the log, while it does not take their facts. */
class LogAwayTest {
    private static final String ANSWER = "{\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4}}";

    @RegisterExtension
    final Gateway gateway = Gateway.withoutJournal(2_000);

    @Test
    void theLogIsAwayAndComesBack() throws Exception {
        gateway.publisher.loseAll();
        gateway.upstream.answers((request, wire) -> wire.json(200, ANSWER));

        HttpResponse<String> answer = gateway.chat("");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(gateway.publisher.log()).isEmpty();
        gateway.publisher.comeBack();
        ApiCall fact = gateway.onlyFact();
        assertThat(answer.headers().firstValue("x-request-id")).hasValue(fact.getEventId());
        assertFact(fact, 200, 9, 4, false);
    }

    @Test
    void theLogIsAwayForTooLong() throws Exception {
        gateway.publisher.loseAll();
        gateway.upstream.answers((request, wire) -> wire.json(200, ANSWER));
        int calls = 0;
        while (gateway.chat("").statusCode() == 200) {
            calls++;
            assertThat(calls).as("2,000 bytes hold a few facts").isLessThan(20);
        }

        assertThat(gateway.chat("").statusCode()).isEqualTo(503);
        gateway.publisher.comeBack();
        int expected = calls;
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(gateway.publisher.log()).hasSize(expected));
        Awaitility.await() // the file is gone a moment after the log has what was in it
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(gateway.chat("").statusCode()).isEqualTo(200));
    }
}
