package io.matrixplatform.api.metering.backfill;

import static io.matrixplatform.api.testing.ApiServer.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.api.catalog.meters.Meter;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import io.matrixplatform.api.testing.Conclusions;
import io.matrixplatform.events.Topics;
import io.matrixplatform.model.ids.BackfillId;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.metering.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A backfill from the request to the ledger and back: the real API and database, and a log that the test writes. */
class BackfillTest {
    private static final BackfillLimits PLENTY = new BackfillLimits(10_000, 10_000);
    private static final BackfillLimits LITTLE = new BackfillLimits(4, 2);

    private final ApiServer api = ApiServer.running();
    private final TenantId tenant = TenantId.parse(api.tenant());
    private final Hands hands = new Hands(tenant);
    private final FakeLog log = hands.log;
    private final Instant noon = Slice.startOf(Instant.now()).minus(Duration.ofHours(3));
    private Meter meter = Given.meter(null, List.of(), null);

    @BeforeEach
    void defineAMeterAndTakeTheWork() {
        hands.takeTheWork();
        Answer defined = api.post(
                "/v1/meters?tenant=" + tenant,
                OPERATOR,
                "{\"key\":\"past\",\"event_type\":\"t\",\"aggregation\":\"SUM\",\"value_field\":\"size\",\"unit\":\"u\"}");
        assertThat(defined.status()).as(defined.text()).isEqualTo(201);
        meter = hands.meter(new MeterKey("past"));
    }

    @AfterEach
    void giveTheWorkBack() {
        hands.giveTheWorkBack();
    }

    @Test
    void countsEachFactOnceAsItWasCorrectedAndNoneThatMeteringCounts() {
        fillTheLog();

        JsonNode ready = count(begin(noon, noon.plus(Duration.ofHours(1))), PLENTY);

        assertThat(ready.path("state").asText()).isEqualTo("READY");
        assertThat(ready.path("quantity_before").asText()).isEqualTo("0");
        // 1 + 2 + 4, 100 instead of 3, nothing of 5 and of its repeat.
        assertThat(ready.path("quantity_after").asText()).isEqualTo("107");
        assertThat(ready.path("fact_count_after").asInt()).isEqualTo(4);
        JsonNode differences = get(ready, "/differences").json().path("data");
        assertThat(differences).hasSize(2);
        assertThat(differences.get(0).path("subscription_id").asText()).isEqualTo("sub_a");
        assertThat(differences.get(0).path("difference").asText()).isEqualTo("103");
        assertThat(get(ready, "/differences/export?format=csv").text().lines().toList())
                .hasSize(3)
                .first()
                .asString()
                .startsWith("tenant,subscription_id,dimensions,slice_start,quantity_before");
    }

    @Test
    void comesToTheSameWithAsLittleMemoryAsYouLike() {
        fillTheLog();
        for (int i = 0; i < 60; i++) {
            log.fact("more" + i, noon.plusSeconds(60L * (i % 30)), noon.plusSeconds(2_000), 1);
        }

        JsonNode ready = count(begin(noon, noon.plus(Duration.ofHours(1))), LITTLE);

        assertThat(ready.path("quantity_after").asText()).isEqualTo("167");
        assertThat(ready.path("fact_count_after").asInt()).isEqualTo(64);
    }

    @Test
    void goesOnWhenItWasInterruptedAnywhere() {
        fillTheLog();
        JsonNode begun = begin(noon, noon.plus(Duration.ofHours(1)));
        boolean interrupted = true;
        int interruptions = 0;
        for (int polls = 2; interrupted; polls++) {
            log.failAfter(polls);
            try {
                count(begun, LITTLE);
                interrupted = false;
            } catch (ProblemException failure) {
                interruptions++;
            }
        }

        assertThat(interruptions).isPositive();
        assertThat(get(begun, "").json().path("quantity_after").asText()).isEqualTo("107");
    }

    @Test
    void isBookedOnceAndTakenBackToWhatWasBefore() throws Exception {
        fillTheLog();
        hands.book(Conclusions.ledger(slice(noon), "11", 3, 1));
        String before = ledger();
        JsonNode ready = count(begin(noon, noon.plus(Duration.ofHours(1))), PLENTY);
        assertThat(ready.path("quantity_before").asText()).isEqualTo("11");
        assertThat(ready.path("quantity_after").asText()).isEqualTo("118");
        assertThat(ledger()).isEqualTo(before);

        decide(ready, "apply", 201);
        hands.publish(id(ready));
        hands.publish(id(ready));

        assertThat(state(ready)).isEqualTo("APPLIED");
        assertThat(total()).isEqualTo("118");
        assertThat(ledger()).contains("\"backfill\":\"" + ready.path("id").asText());
        assertThat(decide(ready, "abandon", 409).problem()).isEqualTo("backfill-state");

        decide(ready, "reverse", 201);
        hands.publish(id(ready));

        assertThat(state(ready)).isEqualTo("REVERSED");
        assertThat(ledger()).isEqualTo(before);
        assertThat(hands.topics()).contains(Topics.METERING_USAGE_ROLLUPS.name());
    }

    @Test
    void givesWayToALaterOneOfTheSameTimeAndHoldsAgainWhenThatIsReversed() throws Exception {
        fillTheLog();
        JsonNode first = count(begin(noon, noon.plus(Duration.ofHours(1))), PLENTY);
        decide(first, "apply", 201);
        hands.publish(id(first));
        log.cancellation("a", noon.plusSeconds(10), meter.effectiveFrom().plusSeconds(600), 1);

        JsonNode second = count(begin(noon, noon.plus(Duration.ofMinutes(15))), PLENTY);

        assertThat(second.path("quantity_before").asText()).isEqualTo("103");
        assertThat(second.path("quantity_after").asText()).isEqualTo("102");
        decide(second, "apply", 201);
        hands.publish(id(second));
        assertThat(total()).isEqualTo("106");
        assertThat(decide(first, "reverse", 409).problem()).isEqualTo("backfill-covered");

        decide(second, "reverse", 201);
        hands.publish(id(second));
        assertThat(total()).isEqualTo("107");
        decide(first, "reverse", 201);
        hands.publish(id(first));
        assertThat(total()).isEqualTo("0");
    }

    @Test
    void isUnderWayOneAtATimePerMeterAndAudited() {
        JsonNode begun = begin(noon, noon.plus(Duration.ofHours(1)));

        assertThat(post(noon, noon.plus(Duration.ofHours(1))).problem()).isEqualTo("backfill-under-way");
        assertThat(decide(begun, "apply", 409).problem()).isEqualTo("backfill-state");
        decide(begun, "abandon", 201);
        assertThat(state(begun)).isEqualTo("ABANDONED");
        begin(noon, noon.plus(Duration.ofHours(1)));
        Answer list = api.get("/v1/backfills?limit=1&meter=past&tenant=" + tenant, OPERATOR);
        assertThat(list.json().path("has_more").asBoolean()).isTrue();
        assertThat(api.get("/v1/tenants/" + tenant + "/audit?action=backfill.begun", OPERATOR)
                        .json()
                        .path("data"))
                .hasSize(2);
    }

    @Test
    void refusesTimesThatCannotBeCounted() {
        Instant later = Slice.startOf(meter.effectiveFrom()).plus(Duration.ofMinutes(30));

        assertThat(post(noon.plusSeconds(1), noon.plus(Duration.ofHours(1))).text())
                .contains("/from");
        assertThat(post(noon, noon).text()).contains("after from");
        assertThat(post(noon.minus(Duration.ofDays(45)), noon).text()).contains("goes back 44 days");
        assertThat(post(later, later.plus(Duration.ofHours(1))).text()).contains("counts everything since");
        assertThat(api.post(
                                "/v1/backfills?tenant=" + tenant,
                                OPERATOR,
                                "{\"meter\":\"api.calls\",\"from\":\"" + noon + "\",\"to\":\"" + noon + "\"}")
                        .problem())
                .isEqualTo("meter-predefined");
    }

    @Test
    void failsWithAReasonWhenThereIsNoQuantityForIt() {
        for (int i = 0; i < 12; i++) {
            log.fact("f" + i, noon, noon.plusSeconds(60), Long.MAX_VALUE);
        }
        JsonNode begun = begin(noon, noon.plus(Duration.ofHours(1)));

        assertThatThrownBy(() -> count(begun, PLENTY)).isInstanceOf(FailedException.class);
    }

    private void fillTheLog() {
        Instant before = meter.effectiveFrom().minusSeconds(1);
        log.fact("a", noon.plusSeconds(10), noon.plusSeconds(11), 1);
        log.fact("b", noon.plusSeconds(70), noon.plusSeconds(80), 2);
        log.fact("stranger", noon.plusSeconds(70), noon.plusSeconds(80), 1_000);
        log.fact("a", noon.plusSeconds(10), noon.plusSeconds(90), 1);
        log.fact("b", noon.plusSeconds(70), noon.plusSeconds(91), 2_000);
        log.amendment("c", noon.plusSeconds(100), noon.plusSeconds(90), 3, 100);
        log.fact("c", noon.plusSeconds(100), noon.plusSeconds(101), 3);
        log.fact("d", noon.plusSeconds(900), before, 4);
        log.fact("e", noon.plusSeconds(901), before, 5);
        log.cancellation("e", noon.plusSeconds(901), meter.effectiveFrom().plusSeconds(300), 5);
        log.fact("too late", noon.plusSeconds(902), meter.effectiveFrom(), 10_000);
        log.fact("much too late", noon.plusSeconds(902), meter.effectiveFrom().plusSeconds(90), 10_000);
        log.fact("outside", noon.plusSeconds(3600), before, 10_000);
    }

    private JsonNode begin(Instant from, Instant to) {
        Answer begun = post(from, to);
        assertThat(begun.status()).as(begun.text()).isEqualTo(201);
        assertThat(begun.field("state")).isEqualTo("WAITING");
        return begun.json();
    }

    private Answer post(Instant from, Instant to) {
        return api.post(
                "/v1/backfills?tenant=" + tenant,
                OPERATOR,
                "{\"meter\":\"past\",\"from\":\"" + from + "\",\"to\":\"" + to + "\"}");
    }

    /** Everything up to the difference; tells what came of it. */
    private JsonNode count(JsonNode begun, BackfillLimits limits) {
        hands.count(id(begun), meter, limits);
        return get(begun, "").json();
    }

    private static BackfillId id(JsonNode backfill) {
        return BackfillId.parse(backfill.path("id").asText());
    }

    private Slice slice(Instant start) {
        return new Slice(tenant.toString(), "sub_a", "past", "{}", start);
    }

    private String state(JsonNode backfill) {
        return get(backfill, "").json().path("state").asText();
    }

    private Answer get(JsonNode backfill, String more) {
        String path = "/v1/backfills/" + backfill.path("id").asText() + more;
        return api.get(path + (path.contains("?") ? "&" : "?") + "tenant=" + tenant, OPERATOR);
    }

    private Answer decide(JsonNode backfill, String what, int status) {
        Answer answer = api.post(
                "/v1/backfills/" + backfill.path("id").asText() + "/" + what + "?tenant=" + tenant, OPERATOR, "");
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        return answer;
    }

    private String range() {
        return "&tenant=" + tenant + "&from=" + noon + "&to=" + noon.plus(Duration.ofHours(2));
    }

    private String ledger() {
        return api.get("/v1/usage/ledger?limit=100" + range(), OPERATOR).text()
                + api.get("/v1/usage/ledger/totals?meter=past" + range(), OPERATOR)
                        .text();
    }

    private String total() {
        return api.get("/v1/usage/ledger/totals?meter=past" + range(), OPERATOR)
                .json()
                .at("/data/0/all/quantity")
                .asText("0");
    }
}
