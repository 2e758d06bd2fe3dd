package io.matrixplatform.api.metering.fates;

import static io.matrixplatform.api.testing.Conclusions.conflict;
import static io.matrixplatform.api.testing.Conclusions.deadLetter;
import static io.matrixplatform.api.testing.Conclusions.late;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.api.metering.ledger.LedgerProjection;
import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import io.matrixplatform.api.testing.FakeRegistry;
import io.matrixplatform.api.testing.TestDatabase;
import io.matrixplatform.events.Topics;
import io.matrixplatform.model.metering.Slice;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class FateResourceTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final String RANGE = "?from=2026-11-20T12:00:00Z&to=2026-11-20T14:00:00Z";

    private final ApiServer api = ApiServer.running();
    private final Jdbi jdbi =
            TestDatabase.without("metering.usage_conflict", "metering.dead_letter", "metering.late_usage");
    private final String tenant = api.tenant();
    private final String key = api.key(tenant);
    private final FateProjection projection =
            new FateProjection(FakeRegistry.client(), new Fates(jdbi, Duration.ofDays(45), () -> NOON), () -> NOON);

    @Test
    void listsATenantsConflictsNewestFirstWithTheirNumberPerHour() {
        hear(List.of(
                conflict(tenant, "a", NOON, 1),
                conflict(tenant, "b", NOON.plusSeconds(60), 2),
                conflict(tenant, "c", NOON.plus(Duration.ofHours(1)), 3),
                conflict(tenant, "too-late", NOON.plus(Duration.ofHours(2)), 4),
                conflict(api.tenant(), "foreign", NOON, 5)));

        Answer first = api.get("/v1/usage/conflicts" + RANGE + "&limit=2", key);
        Answer second = api.get("/v1/usage/conflicts" + RANGE + "&limit=2&cursor=" + first.field("next_cursor"), key);

        assertThat(ids(first)).containsExactly("c", "b");
        assertThat(ids(second)).containsExactly("a");
        assertThat(second.json().path("has_more").asBoolean()).isFalse();
        assertThat(first.json().path("counts").toString())
                .isEqualTo("[{\"hour\":\"2026-11-20T12:00:00Z\",\"count\":2},"
                        + "{\"hour\":\"2026-11-20T13:00:00Z\",\"count\":1}]");
    }

    @Test
    void takesAFactThatTheJobReportsAgainAsOne() {
        hear(List.of(conflict(tenant, "a", NOON, 1), conflict(tenant, "a", NOON, 1)));
        hear(List.of(conflict(tenant, "a", NOON, 1)));

        assertThat(ids(api.get("/v1/usage/conflicts" + RANGE, key))).containsExactly("a");
    }

    @Test
    void showsDeadLettersOfTheTenantAndThoseOfNobodyToTheOperatorAlone() {
        hear(List.of(
                deadLetter(Topics.METERING_API_CALLS_DEAD_LETTERS, tenant, "invalid-quantity", NOON, 1),
                deadLetter(Topics.METERING_USAGE_EVENTS_DEAD_LETTERS, null, "malformed", NOON, 1)));

        JsonNode own = api.get("/v1/usage/dead-letters" + RANGE, key).json();
        JsonNode all = api.get("/v1/metering/fates" + RANGE, ApiServer.OPERATOR).json();

        assertThat(own.path("data")).hasSize(1);
        assertThat(own.at("/data/0/reason").asText()).isEqualTo("invalid-quantity");
        assertThat(own.at("/data/0/detail").asText()).isEqualTo("not Avro at all");
        assertThat(own.at("/reasons/0/count").asLong()).isEqualTo(1);
        assertThat(all.at("/dead_letters/total").asLong()).isEqualTo(2);
        assertThat(all.at("/dead_letters/samples")).hasSize(2);
    }

    @Test
    void countsForTheOperatorWhatBecameOfEachTenantsFacts() {
        hear(List.of(conflict(tenant, "a", NOON, 1), conflict(tenant, "b", NOON, 2)));
        Slice slice = new Slice(tenant, null, "api.calls", "{}", NOON);
        jdbi.useTransaction(transaction -> new LedgerProjection(FakeRegistry.client())
                .apply(transaction, List.of(late(slice, LocalDate.parse("2026-11-21"), "7", 7, 1))));

        JsonNode all = api.get("/v1/metering/fates" + RANGE, ApiServer.OPERATOR).json();

        assertThat(all.path("tenants").toString())
                .isEqualTo("[{\"tenant_id\":\"" + tenant
                        + "\",\"late\":7,\"quarantined\":0,\"conflicts\":2,\"dead_letters\":0}]");
        assertThat(all.at("/late/total").asLong()).isEqualTo(7);
        assertThat(all.at("/conflicts/counts/0/count").asLong()).isEqualTo(2);
        assertThat(api.get("/v1/metering/fates" + RANGE, key).status()).isEqualTo(403);
    }

    @Test
    void forgetsWhatIsOlderThanItIsKept() {
        Instant old = NOON.minus(Duration.ofDays(45)).minusMillis(1);
        hear(List.of(
                conflict(tenant, "old", old, 1),
                conflict(tenant, "kept", old.plusMillis(1), 2),
                deadLetter(Topics.METERING_API_CALLS_DEAD_LETTERS, tenant, "malformed", old, 1)));

        projection.afterPoll();

        String range = "?from=2026-10-01T00:00:00Z&to=2026-11-20T14:00:00Z";
        assertThat(ids(api.get("/v1/usage/conflicts" + range, key))).containsExactly("kept");
        assertThat(api.get("/v1/usage/dead-letters" + range, key).json().path("data"))
                .isEmpty();
    }

    private void hear(List<ConsumerRecord<byte[], byte[]>> records) {
        jdbi.useTransaction(transaction -> projection.apply(transaction, records));
    }

    private static List<String> ids(Answer answer) {
        return answer.json().path("data").findValuesAsText("event_id");
    }
}
