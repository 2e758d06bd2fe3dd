package io.matrixplatform.api.billing.lateusage;

import static io.matrixplatform.api.testing.ApiServer.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.api.metering.ledger.LedgerProjection;
import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import io.matrixplatform.api.testing.Conclusions;
import io.matrixplatform.api.testing.FakeRegistry;
import io.matrixplatform.api.testing.TestDatabase;
import io.matrixplatform.events.metering.LateCause;
import io.matrixplatform.model.ids.SubscriptionId;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.Slice;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A subscription on pro from 31 January, on enterprise from 10 March, on free from 10 April 2026. */
class LatePeriodResourceTest {
    private static final String RANGE = "from=2026-01-31T00:00:00Z&to=2026-05-01T00:00:00Z";

    private final ApiServer api = ApiServer.running();
    private final String tenant = api.tenant();
    private final String key = api.key(tenant);
    private final String subscription = onlySubscription();
    private final Jdbi jdbi = TestDatabase.without("metering.late_usage");
    private final List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();

    @BeforeEach
    void agreeLongAgo() {
        jdbi.useHandle(handle -> {
            TenantId tenantId = TenantId.parse(tenant);
            SubscriptionId id = SubscriptionId.parse(subscription);
            handle.execute(
                    "UPDATE billing.subscription SET starts_at = '2026-01-31T09:00:00Z' WHERE tenant_id = ?",
                    tenantId.value());
            handle.execute("DELETE FROM billing.subscription_phase WHERE tenant_id = ?", tenantId.value());
            String[][] phases = {
                {"2026-01-31T09:00:00Z", "pro"},
                {"2026-03-10T12:00:00Z", "enterprise"},
                {"2026-04-10T12:00:00Z", "free"}
            };
            for (String[] phase : phases) {
                handle.execute(
                        "INSERT INTO billing.subscription_phase (tenant_id, subscription_id, starts_at, plan)"
                                + " VALUES (?, ?, ?::timestamptz, ?)",
                        tenantId.value(),
                        id.value(),
                        phase[0],
                        phase[1]);
            }
        });
    }

    @Test
    void putsLateUsageIntoPeriodsFromTheDayOfTheStartByPlanAndCause() {
        late("2026-02-10T10:00:00Z", "2026-02-10", LateCause.RECORDED, "3");
        late("2026-02-10T10:15:00Z", "2026-03-05", LateCause.RECORDED, "5");
        late("2026-02-11T10:00:00Z", "2026-03-07", LateCause.RECORDED, "4");
        late("2026-02-11T10:00:00Z", "2026-03-09", LateCause.RELEASED, "2");
        late("2026-03-09T10:00:00Z", "2026-04-02", LateCause.RECORDED, "1");
        late("2026-03-11T10:00:00Z", "2026-04-02", LateCause.CORRECTED, "-7");
        late("2026-04-11T10:00:00Z", "2026-05-04", LateCause.RECORDED, "6");

        assertThat(rows(""))
                .containsExactly(
                        "2026-01-31T09:00:00Z 2026-02-28T00:00:00Z pro recorded 3 2026-02-10 2026-02-10 own_invoice",
                        "2026-01-31T09:00:00Z 2026-02-28T00:00:00Z pro recorded 9 2026-03-05 2026-03-07 next_invoice",
                        "2026-01-31T09:00:00Z 2026-02-28T00:00:00Z pro released 2 2026-03-09 2026-03-09 next_invoice",
                        "2026-02-28T00:00:00Z 2026-03-31T00:00:00Z pro recorded 1 2026-04-02 2026-04-02 next_invoice",
                        "2026-02-28T00:00:00Z 2026-03-31T00:00:00Z enterprise corrected -7 2026-04-02 2026-04-02 credit_note",
                        "2026-03-31T00:00:00Z 2026-04-30T00:00:00Z free recorded 6 2026-05-04 2026-05-04 none");
        JsonNode first = list("").get(0);
        assertThat(first.path("subscription_id").asText()).isEqualTo(subscription);
        assertThat(first.path("closed").asBoolean()).isTrue();
        assertThat(first.path("policy").asText()).isEqualTo("next_invoice");
        assertThat(first.path("fact_count").asInt()).isEqualTo(1);
    }

    @Test
    void creditsWhatIsTakenBackOnlyWhereAllCausesTogetherAreLessThanNothing() {
        late("2026-03-11T10:00:00Z", "2026-04-02", LateCause.CORRECTED, "-7");
        late("2026-03-11T10:00:00Z", "2026-04-02", LateCause.RECORDED, "8");

        assertThat(list("").findValuesAsText("treatment")).containsExactly("next_invoice", "next_invoice");
    }

    @Test
    void keepsWhatWasUsedBeforeTheStartInTheFirstPeriodAndWhatHasNoStampInMonths() {
        late("2026-01-31T07:00:00Z", "2026-03-05", LateCause.RECORDED, "5");
        late(null, "2026-02-27T23:45:00Z", "2026-03-05", LateCause.RECORDED, "2");

        assertThat(rows(""))
                .containsExactly(
                        "2026-01-31T09:00:00Z 2026-02-28T00:00:00Z pro recorded 5 2026-03-05 2026-03-05 next_invoice",
                        "2026-02-01T00:00:00Z 2026-03-01T00:00:00Z - recorded 2 2026-03-05 2026-03-05 none");
    }

    @Test
    void exportsTheSameAsCsv() {
        late("2026-02-10T10:15:00Z", "2026-03-05", LateCause.RECORDED, "5.5");

        Answer csv = api.get("/v1/usage/late/periods/export?" + RANGE, key);

        assertThat(csv.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
        assertThat(csv.text().lines())
                .containsExactly(
                        "subscription_id,plan,period_start,period_end,closed,meter,cause,after_close,quantity,fact_count,"
                                + "first_recorded_on,last_recorded_on,policy,treatment",
                        subscription
                                + ",pro,2026-01-31T09:00:00Z,2026-02-28T00:00:00Z,true,api.calls,recorded,true,5.5,1,"
                                + "2026-03-05,2026-03-05,next_invoice,next_invoice");
    }

    @Test
    void showsNothingOfAnotherTenant() {
        late("2026-02-10T10:15:00Z", "2026-03-05", LateCause.RECORDED, "5");
        String other = api.tenant();

        assertThat(api.get("/v1/usage/late/periods?" + RANGE, api.key(other))
                        .json()
                        .path("data"))
                .isEmpty();
        assertThat(api.get("/v1/usage/late/periods?tenant=" + tenant + "&" + RANGE, OPERATOR)
                        .json()
                        .path("data"))
                .hasSize(1);
    }

    private String onlySubscription() {
        return api.get("/v1/tenants/" + tenant + "/subscriptions", OPERATOR)
                .json()
                .at("/data/0/id")
                .asText();
    }

    private List<String> rows(String more) {
        List<String> rows = new ArrayList<>();
        list(more)
                .forEach(row -> rows.add(String.join(
                        " ",
                        row.path("period_start").asText(),
                        row.path("period_end").asText(),
                        row.path("plan").asText("-").replace("null", "-"),
                        row.path("cause").asText(),
                        row.path("quantity").asText(),
                        row.path("first_recorded_on").asText(),
                        row.path("last_recorded_on").asText(),
                        row.path("treatment").asText())));
        return rows;
    }

    private JsonNode list(String more) {
        Answer answer = api.get("/v1/usage/late/periods?" + RANGE + more, key);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("data");
    }

    private void late(String start, String recordedOn, LateCause cause, String quantity) {
        late(subscription, start, recordedOn, cause, quantity);
    }

    private void late(@Nullable String stamped, String start, String recordedOn, LateCause cause, String quantity) {
        Slice slice = new Slice(tenant, stamped, "api.calls", "{}", Instant.parse(start));
        batch.clear();
        batch.add(Conclusions.late(slice, LocalDate.parse(recordedOn), cause, quantity, null, 1, 1));
        jdbi.useTransaction(transaction -> new LedgerProjection(FakeRegistry.client()).apply(transaction, batch));
    }
}
