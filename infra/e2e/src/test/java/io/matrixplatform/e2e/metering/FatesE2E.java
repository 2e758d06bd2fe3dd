package io.matrixplatform.e2e.metering;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What becomes of a fact that comes once, twice, changed, late or broken. */
@ExtendWith(RunningStack.class)
@Execution(ExecutionMode.CONCURRENT)
class FatesE2E {
    /** By region: whole, not whole, both, beyond what a double can tell apart, and less than nothing. */
    private static final Map<String, List<String>> STORED = Map.of(
            "us", List.of("3", "4"),
            "eu", List.of("0.125"),
            "ap", List.of("1.5", "2", "-1.5"),
            "sa", List.of("9007199254740992", "1"),
            "af", List.of("5", "-16"));

    private EventDoor door;
    private Http api;
    private Books books;

    @BeforeEach
    void openShop(Platform platform) {
        Tenant tenant = Tenant.create(platform.operator(), "fates");
        door = EventDoor.of(platform, tenant);
        api = platform.api(tenant.secret());
        books = new Books(api);
    }

    @Test
    void countsAFactOnceHoweverOftenItComes() {
        ApiCallEvent call = call("once", Instant.now(), 1_000, 10);

        send(call, call);
        send(call);

        books.settled();
        assertThat(books.inTime("api.calls")).isEqualByComparingTo("1");
        assertThat(books.inTime("tokens.input")).isEqualByComparingTo("1000");
        assertThat(books.inTime("tokens.output")).isEqualByComparingTo("10");
        books.dashboardShows("tokens.input", 1_000);
    }

    @Test
    void countsTheFirstOfTwoThatContradictEachOther() {
        ApiCallEvent first = call("contradicted", Instant.now(), 700, 7);

        send(first);
        send(first.withTokens(900, 9));

        books.settled();
        assertThat(books.inTime("api.calls")).isEqualByComparingTo("1");
        assertThat(books.inTime("tokens.input")).isEqualByComparingTo("700");
    }

    @Test
    void putsWhatComesAfterTheGraceIntoTheLateLane() {
        send(call("late", Instant.now().minus(Duration.ofHours(3)), 50, 5), call("in-time", Instant.now(), 60, 6));

        books.settled();
        assertThat(books.inTime("tokens.input")).isEqualByComparingTo("60");
        assertThat(books.late("tokens.input")).isEqualByComparingTo("50");
        books.dashboardShows("tokens.input", 110);
        assertThat(latePeriods("tokens.input")).singleElement().satisfies(row -> {
            assertThat(row.path("quantity").asText()).isEqualTo("50");
            assertThat(row.path("cause").asText()).isEqualTo("recorded");
            assertThat(row.path("plan").asText()).isEqualTo("free");
            assertThat(row.path("policy").asText()).isEqualTo("ignore");
            assertThat(row.path("treatment").asText()).isEqualTo("own_invoice");
        });
    }

    @Test
    void tellsLateCorrectionsApartFromLateFacts() {
        ApiCallEvent late = call("taken-back", Instant.now().minus(Duration.ofHours(3)), 70, 7);
        send(late);
        String cancellation = late.toJson().replaceFirst("\\{", "{\"correction\":\"cancel\",");
        door.send(List.of(cancellation));

        books.settled();
        assertThat(books.late("tokens.input")).isEqualByComparingTo("0");
        Map<String, String> byCause = new TreeMap<>();
        latePeriods("tokens.input")
                .forEach(row -> byCause.put(
                        row.path("cause").asText() + " "
                                + row.path("fact_count").asInt(),
                        row.path("quantity").asText()));
        // Recorded within one second, the two are neither.
        assertThat(byCause).isIn(Map.of("recorded 1", "70", "corrected -1", "-70"), Map.of("recorded 0", "0"));
    }

    @Test
    void keepsTheGoodEventsBesideBadOnes() {
        Instant now = Instant.now();
        ApiCallEvent fromTheFuture = call("future", now.plus(Duration.ofHours(1)), 1, 1);
        ApiCallEvent ancient = call("ancient", now.minus(Duration.ofDays(40)), 1, 1);

        Answer answer = door.offer(ApiCallEvent.texts(fromTheFuture, call("good", now, 5, 5), ancient));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(1);
        assertThat(answer.json().path("rejected").findValuesAsText("id")).containsExactly("future", "ancient");
        books.settled();
        assertThat(books.inTime("api.calls").add(books.late("api.calls"))).isEqualByComparingTo("1");
    }

    @Test
    void metersAnyEventByADefinitionOfTheTenant() {
        Answer defined = api.post("/v1/meters", "application/json", """
                {"key":"storage.gib_hours","event_type":"com.example.storage","aggregation":"SUM",
                 "value_field":"gib_hours","dimensions":["region"],"unit":"GiBh"}""");
        assertThat(defined.status()).as(defined.body()).isEqualTo(201);
        Instant effective = Instant.parse(defined.json().path("effective_from").asText());
        await("the meter takes effect at " + effective)
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> Instant.now().isAfter(effective));

        List<String> events = new ArrayList<>();
        STORED.forEach((region, quantities) -> {
            for (String quantity : quantities) {
                events.add(storage(region + events.size(), quantity, region));
            }
        });
        door.send(events);

        books.settled();
        assertThat(books.inTime("storage.gib_hours")).isEqualByComparingTo("9007199254740991.125");
        // Alone, each is added in a way of its own; together, as exactly as the most demanding one.
        for (Map.Entry<String, List<String>> region : STORED.entrySet()) {
            books.dashboardShows("storage.gib_hours", "&filter=region:" + region.getKey(), sum(region.getValue()));
        }
        books.dashboardShows("storage.gib_hours", "", new BigDecimal("9007199254740991.125"));
    }

    private static BigDecimal sum(List<String> quantities) {
        return quantities.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void recountsTheRawLogBesidePinotAndPostgresql() {
        ApiCallEvent call = call("recounted", Instant.now(), 333, 3);
        send(call, call, call("late-one", Instant.now().minus(Duration.ofHours(4)), 44, 4));
        books.settled();
        books.dashboardShows("tokens.input", 377);

        JsonNode recount = books.recount();

        assertThat(recount.path("settled").asBoolean()).isTrue();
        assertThat(recount.path("received").asInt()).isEqualTo(3);
        assertThat(recount.path("distinct").asInt()).isEqualTo(2);
        assertThat(Books.ofCalls(recount)).allSatisfy(line -> {
            assertThat(line.at("/raw/fact_count").asInt()).isEqualTo(2);
            assertThat(line.at("/missing_in_ledger/quantity").asText()).isEqualTo("0");
            assertThat(line.at("/missing_in_rollups/quantity").asText()).isEqualTo("0");
        });
    }

    private JsonNode latePeriods(String meter) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Answer answer = api.get("/v1/usage/late/periods?meter=" + meter + "&from=" + now.minus(Duration.ofDays(1))
                + "&to=" + now.plusSeconds(1));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("data");
    }

    private void send(ApiCallEvent... calls) {
        door.send(ApiCallEvent.texts(calls));
    }

    private static ApiCallEvent call(String id, Instant time, long input, long output) {
        return new ApiCallEvent(id, "/e2e/fates", time, input, output);
    }

    private static String storage(String id, String gibHours, String region) {
        return """
                {"specversion":"1.0","type":"com.example.storage","id":"%s","source":"/e2e/fates","time":"%s",
                 "data":{"gib_hours":%s,"region":"%s"}}""".formatted(id, Instant.now(), gibHours, region);
    }
}
