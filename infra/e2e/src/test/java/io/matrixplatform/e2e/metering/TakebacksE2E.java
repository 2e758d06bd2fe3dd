package io.matrixplatform.e2e.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.e2e.access.Tenant;
import io.matrixplatform.e2e.platform.Answer;
import io.matrixplatform.e2e.platform.Http;
import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.e2e.platform.RunningStack;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Levels over time, and every aggregation when facts are cancelled and amended: what is left is what the test counts itself. */
@ExtendWith(RunningStack.class)
@Execution(ExecutionMode.CONCURRENT)
class TakebacksE2E {
    private static final String TYPE = "com.example.seats";
    private static final int FACTS = 30;
    private static final BigDecimal HAIR = new BigDecimal("1E-15");

    private EventDoor door;
    private Http api;
    private Books books;

    /** A fact that stands; {@code number} decides the order of time. */
    private record Said(int number, Instant time, int seats) {
        String data() {
            return "{\"seats\":" + seats + ",\"team\":\"t" + seats % 7 + "\"}";
        }

        String event(String more, String data) {
            return """
                    {"specversion":"1.0","type":"%s","id":"s%d","source":"/e2e/seats","time":"%s"%s,"data":%s}""".formatted(TYPE, number, time, more, data);
        }
    }

    @BeforeEach
    void openShop(Platform platform) {
        Tenant tenant = Tenant.create(platform.operator(), "takebacks");
        door = EventDoor.of(platform, tenant);
        api = platform.api(tenant.secret());
        books = new Books(api);
    }

    @Test
    void isLeftWithWhatStandsWhereFactsAreCancelledAndAmended() {
        define("seats.min", "\"aggregation\":\"MIN\",\"value_field\":\"seats\"");
        define("seats.max", "\"aggregation\":\"MAX\",\"value_field\":\"seats\"");
        define("seats.average", "\"aggregation\":\"AVERAGE\",\"value_field\":\"seats\"");
        define("seats.latest", "\"aggregation\":\"LATEST\",\"value_field\":\"seats\"");
        define("seats.teams", "\"aggregation\":\"UNIQUE_COUNT\",\"value_field\":\"team\"");
        define("seats.p90", "\"aggregation\":\"PERCENTILE\",\"percentile\":90,\"value_field\":\"seats\"");
        Instant effective = define("seats.hours", "\"aggregation\":\"TIME_WEIGHTED_SUM\",\"value_field\":\"seats\"");
        await("the meters take effect at " + effective)
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> Instant.now().isAfter(effective));

        Instant end = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        Map<Integer, Said> standing = said(end.minus(Duration.ofMinutes(50)));
        meansWhatStands(standing, end, "before anything is taken back");

        List<String> corrections = new ArrayList<>();
        Said greatest = most(standing, Comparator.comparing(Said::seats));
        Said least = most(standing, Comparator.comparing(Said::seats).reversed());
        Said latest = most(standing, Comparator.comparing(Said::time));
        for (Said gone : List.of(greatest, least, latest)) {
            corrections.add(gone.event(",\"correction\":\"cancel\"", gone.data()));
            standing.remove(gone.number());
        }
        for (Said old : List.copyOf(standing.values()).subList(5, 9)) {
            Said instead = new Said(old.number(), old.time(), 100 + old.number());
            corrections.add(old.event(
                    ",\"correction\":\"amend\"",
                    "{\"original\":" + old.data() + ",\"amended\":" + instead.data() + "}"));
            standing.put(old.number(), instead);
        }
        // One that comes before what it cancels.
        Said unborn = new Said(FACTS, end.minusSeconds(70), 5_000);
        corrections.add(unborn.event(",\"correction\":\"cancel\"", unborn.data()));
        door.send(corrections);
        door.send(List.of(unborn.event("", unborn.data())));
        door.send(corrections);
        meansWhatStands(standing, end, "after");
    }

    /** A fact every hundred seconds, sent in disorder. */
    private Map<Integer, Said> said(Instant start) {
        Random random = new Random(8);
        Map<Integer, Said> said = new LinkedHashMap<>();
        List<String> events = new ArrayList<>();
        for (int number = 0; number < FACTS - 1; number++) {
            Said one = new Said(number, start.plusSeconds(100L * number), 3 + number * 17 % 61);
            said.put(number, one);
            events.add(one.event("", one.data()));
        }
        Collections.shuffle(events, random);
        door.send(events);
        return said;
    }

    private void meansWhatStands(Map<Integer, Said> standing, Instant end, String when) {
        books.settled();
        List<Integer> seats =
                standing.values().stream().map(Said::seats).sorted().toList();
        BigDecimal sum =
                BigDecimal.valueOf(seats.stream().mapToInt(each -> each).sum());
        Map<String, BigDecimal> meant = Map.of(
                "seats.min", BigDecimal.valueOf(seats.get(0)),
                "seats.max", BigDecimal.valueOf(seats.get(seats.size() - 1)),
                "seats.average", sum.divide(BigDecimal.valueOf(seats.size()), 18, RoundingMode.HALF_UP),
                "seats.latest",
                        BigDecimal.valueOf(
                                most(standing, Comparator.comparing(Said::time)).seats()),
                "seats.teams",
                        BigDecimal.valueOf(
                                seats.stream().map(each -> each % 7).distinct().count()),
                "seats.p90", BigDecimal.valueOf(seats.get((seats.size() * 9 + 9) / 10 - 1)),
                "seats.hours", seatHours(standing, end));
        await(when).atMost(Duration.ofSeconds(90)).ignoreExceptions().untilAsserted(() -> {
            meant.forEach(
                    (meter, quantity) -> assertThat(usage(meter, end)).as(meter).isCloseTo(quantity, within(HAIR)));
            assertThat(books.recount().path("data"))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line.path("agrees").asBoolean())
                            .as("%s", line)
                            .isTrue());
        });
    }

    /** Second by second; a level holds until it is said anew. */
    private static BigDecimal seatHours(Map<Integer, Said> standing, Instant end) {
        List<Said> inOrder = standing.values().stream()
                .sorted(Comparator.comparing(Said::time))
                .toList();
        long seatSeconds = 0;
        for (Instant second = inOrder.get(0).time(); second.isBefore(end); second = second.plusSeconds(1)) {
            int held = 0;
            for (Said each : inOrder) {
                held = each.time().isAfter(second) ? held : each.seats();
            }
            seatSeconds += held;
        }
        return BigDecimal.valueOf(seatSeconds).divide(BigDecimal.valueOf(3_600), 18, RoundingMode.HALF_UP);
    }

    private static Said most(Map<Integer, Said> standing, Comparator<Said> order) {
        return standing.values().stream().max(order).orElseThrow();
    }

    private Instant define(String key, String takes) {
        Answer defined = api.post(
                "/v1/meters",
                "application/json",
                "{\"key\":\"" + key + "\",\"event_type\":\"" + TYPE + "\",\"unit\":\"u\"," + takes + "}");
        assertThat(defined.status()).as(defined.body()).isEqualTo(201);
        return Instant.parse(defined.json().path("effective_from").asText());
    }

    private BigDecimal usage(String meter, Instant end) {
        Answer answer = api.get(
                "/v1/usage?window=total&meter=" + meter + "&from=" + end.minus(Duration.ofHours(2)) + "&to=" + end);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode data = answer.json().path("data");
        assertThat(data).hasSize(1);
        return new BigDecimal(data.path(0).path("quantity").asText());
    }
}
