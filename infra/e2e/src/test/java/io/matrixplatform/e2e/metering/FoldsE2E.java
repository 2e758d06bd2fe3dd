package io.matrixplatform.e2e.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.e2e.access.Tenant;
import io.matrixplatform.e2e.platform.Answer;
import io.matrixplatform.e2e.platform.Http;
import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.e2e.platform.RunningStack;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Every aggregation from the door to the answer, some facts late: of minutes from Pinot, of longer times from PostgreSQL too, and recounted. */
@ExtendWith(RunningStack.class)
@Execution(ExecutionMode.CONCURRENT)
class FoldsE2E {
    private static final String TYPE = "com.example.sample";

    /** What 1 to 20 come to, by the end of the meter's key; the filtered one takes the odd. */
    private static final Map<String, String> MEANT = Map.of(
            "min", "1",
            "max", "20",
            "average", "10.5",
            "latest", "20",
            "unique", "20",
            "median", "10",
            "scaled", "21.5",
            "filtered", "19");

    private EventDoor door;
    private Http api;
    private Books books;

    @BeforeEach
    void openShop(Platform platform) {
        Tenant tenant = Tenant.create(platform.operator(), "folds");
        door = EventDoor.of(platform, tenant);
        api = platform.api(tenant.secret());
        books = new Books(api);
    }

    @Test
    void comesToTheSameInEveryStore() {
        define("sample.min", "\"aggregation\":\"MIN\",\"value_field\":\"size\"");
        define("sample.max", "\"aggregation\":\"MAX\",\"value_field\":\"size\"");
        define("sample.average", "\"aggregation\":\"AVERAGE\",\"value_field\":\"size\"");
        define("sample.latest", "\"aggregation\":\"LATEST\",\"value_field\":\"size\"");
        define("sample.unique", "\"aggregation\":\"UNIQUE_COUNT\",\"value_field\":\"user\"");
        define("sample.median", "\"aggregation\":\"PERCENTILE\",\"percentile\":50,\"value_field\":\"size\"");
        define("sample.scaled", "\"aggregation\":\"MAX\",\"expression\":\"size + 3 / 2\"");
        Instant effective = define(
                "sample.filtered",
                "\"aggregation\":\"MAX\",\"value_field\":\"size\","
                        + "\"filters\":[{\"field\":\"zone\",\"operator\":\"IN\",\"values\":[\"odd\"]}]");
        await("the meters take effect at " + effective)
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> Instant.now().isAfter(effective));

        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        List<String> events = new ArrayList<>();
        for (int size = 1; size <= 20; size++) {
            // Those below 5 are late, and older.
            Instant time = size < 5 ? now.minus(Duration.ofHours(3)).plusSeconds(size) : now.minusSeconds(60 - size);
            events.add(event(size, time));
        }
        door.send(events);
        books.settled();

        await("all stores have it")
                .atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    MEANT.forEach((end, meant) -> assertThat(usage("sample." + end, "total", now))
                            .as(end)
                            .isEqualTo(meant));
                    assertThat(usage("sample.max", "minute", now)).isEqualTo("20");
                    assertThat(books.recount().path("data"))
                            .hasSize(7 + MEANT.size())
                            .allSatisfy(line -> {
                                assertThat(line.path("agrees").asBoolean())
                                        .as("%s", line)
                                        .isTrue();
                                assertThat(line.path("rollups").path("fact_count"))
                                        .isEqualTo(line.path("raw").path("fact_count"));
                            });
                });
    }

    private Instant define(String key, String takes) {
        Answer defined = api.post(
                "/v1/meters",
                "application/json",
                "{\"key\":\"" + key + "\",\"event_type\":\"" + TYPE + "\",\"unit\":\"u\",\"dimensions\":[\"zone\"],"
                        + takes + "}");
        assertThat(defined.status()).as(defined.body()).isEqualTo(201);
        return Instant.parse(defined.json().path("effective_from").asText());
    }

    /** The quantity of the last row. */
    private String usage(String meter, String window, Instant now) {
        Instant to = now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        Instant from = to.minus(Duration.ofHours(window.equals("minute") ? 1 : 5));
        Answer answer = api.get("/v1/usage?meter=" + meter + "&window=" + window + "&from=" + from + "&to=" + to);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode data = answer.json().path("data");
        return data.path(data.size() - 1).path("quantity").asText();
    }

    private static String event(int size, Instant time) {
        return """
                {"specversion":"1.0","type":"%s","id":"s%d","source":"/e2e/folds","time":"%s",
                 "data":{"size":%d,"user":"u%d","zone":"%s"}}""".formatted(TYPE, size, time, size, size, size % 2 == 1 ? "odd" : "even");
    }
}
