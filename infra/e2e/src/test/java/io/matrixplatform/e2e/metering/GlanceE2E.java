package io.matrixplatform.e2e.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.e2e.access.Tenant;
import io.matrixplatform.e2e.platform.Answer;
import io.matrixplatform.e2e.platform.Http;
import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.e2e.platform.RunningStack;
import io.matrixplatform.local.layout.Port;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** What is seen of the platform at a glance: live usage, the overview, conflicts, the state of the parts. */
@Isolated("it looks at the clock")
@ExtendWith(RunningStack.class)
class GlanceE2E {
    private Platform platform;
    private Tenant tenant;
    private EventDoor door;
    private Http api;

    @BeforeEach
    void openShop(Platform running) {
        platform = running;
        tenant = Tenant.create(platform.operator(), "glance");
        door = EventDoor.of(platform, tenant);
        api = platform.api(tenant.secret());
    }

    @Test
    void tellsAViewerOfACallSecondsAfterTheDoorHasTakenIt() throws Exception {
        BlockingQueue<String> lines = watch();
        assertThat(lines.poll(30, TimeUnit.SECONDS)).isEqualTo("event: snapshot");
        Instant sent = Instant.now();

        assertThat(send(call("seen", 120, 8)).status()).isEqualTo(202);

        String told = "";
        while (!told.contains("\"meter\":\"api.calls\"")) {
            told = lines.poll(10, TimeUnit.SECONDS);
            assertThat(told).isNotNull();
        }
        assertThat(told).contains("\"quantity\":\"1\"");
        assertThat(Duration.between(sent, Instant.now())).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void showsDistinctCallsInTheOverviewAndLatencyAsReceived() {
        ApiCallEvent call = call("counted", 1_000, 10);

        send(call, call, call("another", 500, 5));

        Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
        String range = "?window=hour&from=" + hour.minus(Duration.ofHours(1)) + "&to=" + hour.plus(Duration.ofHours(1));
        await("the overview")
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    JsonNode overview =
                            api.get("/v1/analytics/overview" + range).json();
                    assertThat(overview.at("/totals/calls").asText()).isEqualTo("2");
                    assertThat(overview.at("/totals/input_tokens").asText()).isEqualTo("1500");
                    assertThat(overview.at("/top_models/0/model").asText()).isEqualTo("gpt-4o");
                    assertThat(overview.at("/top_keys/0/calls").asText()).isEqualTo("3");
                    assertThat(overview.at("/latency_ms/p95").asLong()).isEqualTo(412);
                    assertThat(overview.has("time_to_first_token_ms")).isFalse();
                });
    }

    @Test
    void listsAConflictForItsTenant() {
        ApiCallEvent first = call("contradicted", 700, 7);
        send(first);
        send(first.withTokens(900, 9));

        Instant now = Instant.now();
        String range = "?from=" + now.minus(Duration.ofHours(1)) + "&to=" + now.plus(Duration.ofHours(1));
        await("the conflict")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(api.get("/v1/usage/conflicts" + range)
                                .json()
                                .path("data")
                                .findValuesAsText("event_id"))
                        .containsExactly("contradicted"));
        assertThat(api.get("/v1/metering/fates" + range).status()).isEqualTo(403);
    }

    @Test
    void findsEveryPartUp() {
        await("all parts")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(platform.operator()
                                .get("/v1/platform/health")
                                .json()
                                .path("parts")
                                .findValuesAsText("state"))
                        .hasSizeGreaterThan(8)
                        .containsOnly("up"));
    }

    private BlockingQueue<String> watch() throws IOException, InterruptedException {
        URI address = URI.create(platform.stack().ports().url(Port.API) + "/v1/usage/stream?meters=api.calls");
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + tenant.secret())
                .build();
        HttpResponse<java.io.InputStream> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread reader =
                new Thread(() -> new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))
                        .lines()
                        .filter(line -> line.startsWith("event: ") || line.startsWith("data: "))
                        .forEach(lines::add));
        reader.setDaemon(true);
        reader.start();
        return lines;
    }

    private Answer send(ApiCallEvent... calls) {
        return door.offer(ApiCallEvent.texts(calls));
    }

    private static ApiCallEvent call(String id, long input, long output) {
        return new ApiCallEvent(id, "/e2e/glance", Instant.now(), input, output);
    }
}
