package io.matrixplatform.api.operations.edges;

import static io.matrixplatform.api.testing.ApiServer.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.api.operations.edges.UpstreamResource.Breaker;
import io.matrixplatform.api.operations.edges.UpstreamResource.Seen;
import io.matrixplatform.api.testing.ApiServer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UpstreamResourceTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    private final ApiServer api = ApiServer.running();

    /** There is no Kafka behind this server, so no edge is heard of. */
    @Test
    void namesEveryServerThatRoutesLeadToAndWhichModelsTheyAnswerFor() {
        String address = "https://1.1.1.1/" + UUID.randomUUID();
        route("upstream-b", address, "https://1.1.1.1/other");
        route("upstream-a", address);

        JsonNode answer = api.get("/v1/upstreams", OPERATOR).json();

        JsonNode server = StreamSupport.stream(answer.path("upstreams").spliterator(), false)
                .filter(each -> each.path("base_url").asText().equals(address))
                .findFirst()
                .orElseThrow();
        assertThat(server.path("models").toString()).isEqualTo("[\"upstream-a\",\"upstream-b\"]");
        assertThat(server.path("edges")).isEmpty();
        assertThat(answer.path("edges")).isEmpty();
    }

    @Test
    void isTheOperatorsAlone() {
        assertThat(api.get("/v1/upstreams", api.key(api.tenant())).problem()).isEqualTo("operator-only");
    }

    @Test
    void tellsAServerThatRestsFromOneThatIsTriedAgain() {
        assertThat(seen(null).breaker()).isEqualTo(Breaker.CLOSED);
        assertThat(seen(NOON.plusMillis(1)).breaker()).isEqualTo(Breaker.OPEN);
        assertThat(seen(NOON).breaker()).isEqualTo(Breaker.HALF_OPEN);
    }

    private static Seen seen(@Nullable Instant restsUntil) {
        return Seen.of("edge-1", new ServerState(5, restsUntil, 0, Map.of(), null, "late", NOON, List.of()), NOON);
    }

    private void route(String model, String... addresses) {
        StringBuilder upstreams = new StringBuilder();
        for (String address : addresses) {
            upstreams
                    .append(upstreams.isEmpty() ? "" : ",")
                    .append("{\"provider\":\"p\",\"base_url\":\"")
                    .append(address)
                    .append("\",\"model\":\"m\"}");
        }
        assertThat(api.post(
                                "/v1/routes",
                                OPERATOR,
                                "{\"model\":\"" + model + "\",\"route\":{\"upstreams\":[" + upstreams + "]}}")
                        .status())
                .isEqualTo(201);
    }
}
