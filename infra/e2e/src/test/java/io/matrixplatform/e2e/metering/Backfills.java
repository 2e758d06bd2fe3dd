package io.matrixplatform.e2e.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.e2e.platform.Answer;
import io.matrixplatform.e2e.platform.Http;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What tests of backfills do: events of the past, meters of today, and a backfill from state to state. */
final class Backfills {
    private static final String TYPE = "com.example.backfilled";

    private Backfills() {}

    static Instant define(Http api, String key, String takes) {
        Answer defined = api.post(
                "/v1/meters",
                "application/json",
                "{\"key\":\"" + key + "\",\"event_type\":\"" + TYPE + "\",\"unit\":\"u\"," + takes + "}");
        assertThat(defined.status()).as(defined.body()).isEqualTo(201);
        return Instant.parse(defined.json().path("effective_from").asText());
    }

    static JsonNode begin(Http api, String meter, Instant from, Instant to) {
        Answer begun = api.post(
                "/v1/backfills",
                "application/json",
                "{\"meter\":\"" + meter + "\",\"from\":\"" + from + "\",\"to\":\"" + to + "\"}");
        assertThat(begun.status()).as(begun.body()).isEqualTo(201);
        return begun.json();
    }

    static Answer decide(Http api, JsonNode backfill, String what) {
        return api.post("/v1/backfills/" + backfill.path("id").asText() + "/" + what, "application/json", "");
    }

    static JsonNode awaitState(Http api, JsonNode backfill, String... states) {
        String path = "/v1/backfills/" + backfill.path("id").asText();
        return await(backfill.path("meter").asText() + " is " + String.join(" or ", states))
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> api.get(path).json(),
                        found -> List.of(states).contains(found.path("state").asText()));
    }

    static BigDecimal difference(JsonNode backfill) {
        return new BigDecimal(backfill.path("quantity_after").asText())
                .subtract(new BigDecimal(backfill.path("quantity_before").asText()));
    }

    static void awaitTime(Instant effective) {
        await("the meters take effect at " + effective)
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> Instant.now().isAfter(effective.plusSeconds(1)));
    }

    static String data(int size, String user) {
        return "{\"size\":" + size + ",\"user\":\"" + user + "\",\"zone\":\"" + (size % 2 == 1 ? "odd" : "even")
                + "\"}";
    }

    /** @param more attributes, each with a comma behind it */
    static String event(String id, Instant time, String more, String data) {
        return "{\"specversion\":\"1.0\",\"type\":\"" + TYPE + "\",\"id\":\"" + id
                + "\",\"source\":\"/e2e/backfill\",\"time\":\"" + time + "\"," + more + "\"data\":" + data + "}";
    }
}
