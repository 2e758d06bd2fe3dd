package io.matrixplatform.e2e.metering;

import static io.matrixplatform.e2e.metering.Backfills.awaitState;
import static io.matrixplatform.e2e.metering.Backfills.awaitTime;
import static io.matrixplatform.e2e.metering.Backfills.data;
import static io.matrixplatform.e2e.metering.Backfills.decide;
import static io.matrixplatform.e2e.metering.Backfills.define;
import static io.matrixplatform.e2e.metering.Backfills.difference;
import static io.matrixplatform.e2e.metering.Backfills.event;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.e2e.access.Tenant;
import io.matrixplatform.e2e.platform.Answer;
import io.matrixplatform.e2e.platform.Http;
import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.e2e.platform.RunningStack;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Meters defined today over facts of ten days: dry run, apply, reverse. */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(RunningStack.class)
class BackfillE2E {
    private static final int DAYS = 10;

    /** What the backfill adds to each meter: of sizes 1 to 200, of which 7 is cancelled and 9 became 1009. */
    private static final Map<String, String> MEANT = Map.of(
            "past.sum", Integer.toString(200 * 201 / 2 - 7 + 1000),
            "past.count", "199",
            "past.max", "1009",
            "past.users", "4",
            "past.median", "102");

    private final Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
    private final Instant from = today.minus(DAYS, ChronoUnit.DAYS);
    private final Instant to = today.plus(1, ChronoUnit.DAYS);
    private final String range = "&from=" + from + "&to=" + to;

    @Test
    void showsWhatWouldChangeAppliesItAndTakesItBack(Platform platform) {
        Tenant tenant = Tenant.create(platform.operator(), "backfill");
        Http api = platform.api(tenant.secret());
        EventDoor door = EventDoor.of(platform, tenant);
        sendPast(door);
        awaitTime(defineAll(api));
        // What metering counts by itself stays beside it.
        door.send(List.of(event("now", Instant.now(), "", data(5, "now"))));
        new Books(api).settled();
        JsonNode before = ledger(api);
        JsonNode totalsBefore = totals(api);
        assertThat(totalsBefore.toString()).contains("past.sum");

        Map<String, JsonNode> backfills = new TreeMap<>();
        MEANT.keySet().forEach(meter -> backfills.put(meter, begin(api, meter)));
        backfills.replaceAll((meter, begun) -> awaitState(api, begun, "READY"));
        assertThat(ledger(api)).as("a dry run books nothing").isEqualTo(before);
        assertShown(api, requireNonNull(backfills.get("past.sum")));

        backfills.forEach((meter, ready) -> decide(api, ready, "apply"));
        backfills.replaceAll((meter, ready) -> awaitState(api, ready, "APPLIED"));
        assertBooked(api);

        backfills.forEach((meter, applied) -> decide(api, applied, "reverse"));
        backfills.forEach((meter, applied) -> awaitState(api, applied, "REVERSED"));
        assertThat(ledger(api)).as("the ledger").isEqualTo(before);
        assertThat(totals(api)).as("its totals").isEqualTo(totalsBefore);
        await("Pinot has it too")
                .atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    assertThat(usage(api, "past.sum", "total")).isEqualByComparingTo("5");
                    assertBalanced(api);
                });
    }

    private static void assertShown(Http api, JsonNode sum) {
        assertThat(difference(sum)).isEqualByComparingTo(MEANT.get("past.sum"));
        assertThat(sum.path("fact_count_after").asLong()
                        - sum.path("fact_count_before").asLong())
                .isEqualTo(199);
        assertThat(sum.path("records_read").asLong())
                .isEqualTo(sum.path("records_to_read").asLong())
                .isPositive();
        assertThat(sumOfDifferences(api, sum)).isEqualByComparingTo(MEANT.get("past.sum"));
        assertThat(decide(api, sum, "reverse").problem()).isEqualTo("backfill-state");
    }

    private void assertBooked(Http api) {
        assertThat(total(api, "past.sum"))
                .isEqualByComparingTo(new BigDecimal(MEANT.get("past.sum")).add(BigDecimal.valueOf(5)));
        assertThat(total(api, "past.count")).isEqualByComparingTo("200");
        assertThat(total(api, "past.max")).isEqualByComparingTo(MEANT.get("past.max"));
        assertThat(total(api, "past.users")).isEqualByComparingTo("5");
        assertThat(total(api, "past.median")).isBetween(new BigDecimal("100"), new BigDecimal("102"));
        await("Pinot and the ledger, on both sides of their seam")
                .atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    for (String meter : MEANT.keySet()) {
                        assertThat(usage(api, meter, "total")).as(meter).isEqualByComparingTo(total(api, meter));
                    }
                    assertThat(usage(api, "past.sum", "day")).isEqualByComparingTo(total(api, "past.sum"));
                    assertBalanced(api);
                });
    }

    /** Sizes 1 to 200 over the days before, with a repeat, a conflict, a cancellation and an amendment. */
    private static void sendPast(EventDoor door) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        List<String> events = new ArrayList<>();
        for (int size = 1; size <= 200; size++) {
            Instant time = now.minus(Duration.ofMinutes(70L * size));
            events.add(event("p" + size, time, "", data(size, "u" + size % 4)));
            if (size == 3) {
                events.add(event("p3", time, "", data(size, "u3")));
                events.add(event("p3", time, "", data(333, "u3")));
            } else if (size == 7) {
                events.add(event("p7", time, "\"correction\":\"cancel\",", data(size, "u3")));
            } else if (size == 9) {
                String amendment = "{\"original\":" + data(9, "u1") + ",\"amended\":" + data(1009, "u1") + "}";
                events.add(event("p9", time, "\"correction\":\"amend\",", amendment));
            }
        }
        door.send(events);
    }

    private static Instant defineAll(Http api) {
        define(api, "past.sum", "\"aggregation\":\"SUM\",\"value_field\":\"size\",\"dimensions\":[\"zone\"]");
        define(api, "past.count", "\"aggregation\":\"COUNT\",\"dimensions\":[\"user\"],\"groups_max\":3");
        define(api, "past.max", "\"aggregation\":\"MAX\",\"value_field\":\"size\"");
        define(api, "past.users", "\"aggregation\":\"UNIQUE_COUNT\",\"value_field\":\"user\"");
        return define(api, "past.median", "\"aggregation\":\"PERCENTILE\",\"percentile\":50,\"value_field\":\"size\"");
    }

    private JsonNode begin(Http api, String meter) {
        return Backfills.begin(api, meter, from, to);
    }

    private static BigDecimal sumOfDifferences(Http api, JsonNode backfill) {
        Answer lines = api.get("/v1/backfills/" + backfill.path("id").asText() + "/differences?limit=1000");
        assertThat(lines.status()).as(lines.body()).isEqualTo(200);
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode line : lines.json().path("data")) {
            sum = sum.add(new BigDecimal(line.path("difference").asText()));
        }
        return sum;
    }

    private JsonNode ledger(Http api) {
        Answer entries = api.get("/v1/usage/ledger?limit=1000" + range);
        assertThat(entries.status()).as(entries.body()).isEqualTo(200);
        return entries.json();
    }

    private JsonNode totals(Http api) {
        return api.get("/v1/usage/ledger/totals?" + range.substring(1)).json();
    }

    private BigDecimal total(Http api, String meter) {
        for (JsonNode line : totals(api).path("data")) {
            if (line.path("meter").asText().equals(meter)) {
                return new BigDecimal(line.at("/all/quantity").asText());
            }
        }
        return BigDecimal.ZERO;
    }

    /** Days are those of sums. */
    private BigDecimal usage(Http api, String meter, String window) {
        Answer answer = api.get("/v1/usage?meter=" + meter + "&window=" + window + range);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode row : answer.json().path("data")) {
            sum = sum.add(new BigDecimal(row.path("quantity").asText()));
        }
        return sum;
    }

    private void assertBalanced(Http api) {
        JsonNode recount = Books.recount(api, range.substring(1));
        assertThat(recount.path("settled").asBoolean()).isTrue();
        assertThat(recount.path("data"))
                .hasSizeGreaterThan(MEANT.size())
                .allSatisfy(line -> assertThat(line.path("agrees").asBoolean())
                        .as("%s", line)
                        .isTrue());
    }
}
