package io.matrixplatform.api.metering.ledger;

import static io.matrixplatform.api.testing.ApiServer.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import io.matrixplatform.api.testing.Conclusions;
import io.matrixplatform.api.testing.FakeRegistry;
import io.matrixplatform.api.testing.TestDatabase;
import io.matrixplatform.model.metering.Slice;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerResourceTest {
    private static final String RANGE = "from=2026-11-20T00:00:00Z&to=2026-11-21T00:00:00Z";

    private final ApiServer api = ApiServer.running();
    private final String tenant = api.tenant();
    private final String key = api.key(tenant);

    @BeforeEach
    void fill() {
        Jdbi jdbi = TestDatabase.without("metering.usage_ledger", "metering.late_usage");
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Slice slice = new Slice(
                    tenant,
                    null,
                    i % 2 == 0 ? "api.calls" : "tokens.input",
                    "{\"model\":\"m" + i + "\"}",
                    Instant.parse("2026-11-20T10:00:00Z").plus(Slice.LENGTH.multipliedBy(i / 4)));
            batch.add(Conclusions.ledger(slice, "2.50", 1, 1));
            batch.add(Conclusions.late(slice, LocalDate.parse("2026-11-21"), "1", 1, 1));
        }
        jdbi.useTransaction(transaction -> new LedgerProjection(FakeRegistry.client()).apply(transaction, batch));
    }

    @Test
    void pagesThroughEveryEntryOnceInTheOrderOfTheSlices() {
        List<String> starts = walk("/v1/usage/ledger?" + RANGE, "slice_start");
        List<String> ids = walk("/v1/usage/ledger?" + RANGE, "slice_id");

        assertThat(ids).hasSize(10).doesNotHaveDuplicates();
        assertThat(starts).isSorted();
        assertThat(walk("/v1/usage/late?" + RANGE, "late_usage_id")).hasSize(10).doesNotHaveDuplicates();
        assertThat(walk("/v1/usage/ledger?meter=api.calls&" + RANGE, "meter"))
                .containsOnly("api.calls")
                .hasSize(5);
    }

    @Test
    void writesQuantitiesAsPlainTextAndDimensionsAsAnObject() {
        Answer entry = api.get("/v1/usage/ledger?limit=1&" + RANGE, key);

        assertThat(entry.json().at("/data/0/quantity").isTextual()).isTrue();
        assertThat(entry.json().at("/data/0/quantity").asText()).isEqualTo("2.5");
        assertThat(entry.json().at("/data/0/dimensions/model").asText()).startsWith("m");
    }

    @Test
    void totalsBothLanesPerMeter() {
        Answer totals = api.get("/v1/usage/ledger/totals?" + RANGE, key);

        assertThat(totals.json().path("data").findValuesAsText("meter")).containsExactly("api.calls", "tokens.input");
        assertThat(totals.json().at("/data/0/ledger/quantity").asText()).isEqualTo("12.5");
        assertThat(totals.json().at("/data/0/late/fact_count").asLong()).isEqualTo(5);
    }

    @Test
    void isBoundToTheCallersTenant() {
        String other = api.key(api.tenant());

        assertThat(api.get("/v1/usage/ledger?" + RANGE, other).json().path("data"))
                .isEmpty();
        assertThat(api.get("/v1/usage/ledger?tenant=" + tenant + "&" + RANGE, other)
                        .problem())
                .isEqualTo("tenant-not-found");
        assertThat(api.get("/v1/usage/ledger?tenant=" + tenant + "&" + RANGE, OPERATOR)
                        .json()
                        .path("data"))
                .hasSize(10);
    }

    @Test
    void needsAWholeTime() {
        assertThat(api.get("/v1/usage/ledger", key).json().findValuesAsText("parameter"))
                .containsExactly("from", "to");
        assertThat(api.get("/v1/usage/ledger?from=2026-11-21T00:00:00Z&to=2026-11-20T00:00:00Z", key)
                        .status())
                .isEqualTo(422);
        assertThat(api.get("/v1/usage/ledger?from=yesterday&to=2026-11-20T00:00:00Z", key)
                        .json()
                        .at("/errors/0/parameter")
                        .asText())
                .isEqualTo("from");
    }

    private List<String> walk(String path, String field) {
        List<String> values = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = api.get(path + "&limit=3" + cursor, key);
            page.json().path("data").forEach(row -> values.add(row.path(field).asText()));
            cursor = page.json().path("has_more").asBoolean() ? "&cursor=" + page.field("next_cursor") : "";
        } while (!cursor.isEmpty());
        return values;
    }
}
