package io.matrixplatform.e2e.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.e2e.access.Tenant;
import io.matrixplatform.e2e.platform.Http;
import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.e2e.platform.RunningStack;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A mixed load of repeats, conflicts, late, cancelled, amended and implausible calls against its own arithmetic. */
@ExtendWith(RunningStack.class)
@Execution(ExecutionMode.CONCURRENT)
class CorrectionsE2E {
    private static final int CALLS = 1_000;

    private final Random random = new Random(20_261_128);
    private final List<String> events = new ArrayList<>();
    private Http operator;
    private EventDoor door;
    private Http api;
    private Books books;
    private long inTime;
    private long late;
    private long calls;
    private int conflicts;
    private int held;

    @BeforeEach
    void openShop(Platform platform) {
        operator = platform.operator();
        Tenant tenant = Tenant.create(operator, "corrections");
        door = EventDoor.of(platform, tenant);
        api = platform.api(tenant.secret());
        books = new Books(api);
        HeldCalls.awaitRule(operator);
    }

    @Test
    void reconcilesToTheUnitWithAnIndependentComputationOfTheSameEvents() {
        for (int number = 0; number < CALLS; number++) {
            plan(number);
        }
        door.send(events, 250);

        books.settled();
        assertThat(books.inTime("tokens.input")).isEqualByComparingTo(BigDecimal.valueOf(inTime));
        assertThat(books.late("tokens.input")).isEqualByComparingTo(BigDecimal.valueOf(late));
        assertThat(books.inTime("api.calls").add(books.late("api.calls")))
                .isEqualByComparingTo(BigDecimal.valueOf(calls));
        await("the projections").atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(books.lastHour("conflicts")).hasSize(conflicts);
            assertThat(books.lastHour("quarantine")).hasSize(held);
        });
        books.dashboardShows("tokens.input", inTime + late);
        countsNoCorrectionAsACallReceived();

        releaseOneAndRejectAnother();
    }

    private void countsNoCorrectionAsACallReceived() {
        long sent = events.stream()
                .filter(event -> !event.contains("\"correction\""))
                .count();
        Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
        String range = "?window=hour&from=" + hour.minus(Duration.ofHours(5)) + "&to=" + hour.plus(Duration.ofHours(1));
        await("the calls received")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(api.get("/v1/analytics/overview" + range)
                                .json()
                                .at("/top_keys/0/calls")
                                .asText())
                        .isEqualTo(Long.toString(sent)));
    }

    private void releaseOneAndRejectAnother() {
        JsonNode calls = books.lastHour("quarantine");
        String released = calls.get(0).path("id").asText();
        String rejected = calls.get(1).path("id").asText();
        BigDecimal before = books.inTime("tokens.output");

        assertThat(HeldCalls.decide(operator, released, "release").status()).isEqualTo(201);
        assertThat(HeldCalls.decide(operator, rejected, "reject").status()).isEqualTo(201);
        assertThat(HeldCalls.decide(operator, released, "reject").problem()).isEqualTo("quarantine-decided");

        await("the released call counts")
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(books.inTime("tokens.output"))
                        .isEqualByComparingTo(before.add(BigDecimal.valueOf(HeldCalls.TOO_MUCH))));
        books.settled();
        books.dashboardShows("tokens.input", inTime + late + 1);
        JsonNode recount = books.recount();
        assertThat(recount.path("quarantined").asInt()).isEqualTo(held - 1);
        assertThat(recount.path("data")).allSatisfy(line -> {
            assertThat(line.at("/missing_in_ledger/quantity").asText()).isEqualTo("0");
            assertThat(line.at("/missing_in_ledger/fact_count").asInt()).isZero();
            assertThat(line.at("/missing_in_rollups/quantity").asText()).isEqualTo("0");
        });
    }

    /** 5 % repeats, 1 % conflicts, 1 % late, 1 % cancelled, 1 % amended, 0.5 % implausible; every other correction comes first. */
    private void plan(int number) {
        int dice = number % 200;
        long input = 1L + random.nextInt(1_000);
        String id = "c" + number;
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Instant time = dice >= 20 && dice < 22 ? now.minus(Duration.ofHours(3)) : now;
        String data = ApiCallEvent.data(input, dice == 60 ? HeldCalls.TOO_MUCH : 5);
        if (dice == 60) {
            events.add(event(id, time, "", ApiCallEvent.data(1, HeldCalls.TOO_MUCH)));
            held++;
            return;
        }
        boolean correctionFirst = number % 400 >= 200;
        String correction = correction(dice, id, time, data);
        if (correction != null && correctionFirst) {
            events.add(correction);
        }
        events.add(event(id, time, "", data));
        if (correction != null && !correctionFirst) {
            events.add(correction);
        }
        if (dice < 10) {
            events.add(event(id, time, "", data));
        } else if (dice < 12) {
            events.add(event(id, time, "", ApiCallEvent.data(input + 1, 5)));
            conflicts++;
        }
        boolean cancelled = dice >= 40 && dice < 42;
        boolean amended = dice >= 50 && dice < 52;
        calls += cancelled ? 0 : 1;
        if (dice >= 20 && dice < 22) {
            late += input;
        } else {
            inTime += cancelled ? 0 : amended ? 7 : input;
        }
    }

    private static @Nullable String correction(int dice, String id, Instant time, String data) {
        if (dice >= 40 && dice < 42) {
            return event(id, time, "\"correction\":\"cancel\",", data);
        }
        String amendment = "{\"original\":" + data + ",\"amended\":" + ApiCallEvent.data(7, 5) + "}";
        return dice >= 50 && dice < 52 ? event(id, time, "\"correction\":\"amend\",", amendment) : null;
    }

    /** @param more attributes, each with a comma behind it */
    private static String event(String id, Instant time, String more, String data) {
        return ApiCallEvent.json(id, "/e2e/corrections", time, more, data);
    }
}
