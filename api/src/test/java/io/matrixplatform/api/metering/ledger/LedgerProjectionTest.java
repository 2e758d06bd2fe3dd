package io.matrixplatform.api.metering.ledger;

import static io.matrixplatform.api.testing.Conclusions.late;
import static io.matrixplatform.api.testing.Conclusions.ledger;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matrixplatform.api.testing.FakeRegistry;
import io.matrixplatform.api.testing.TestDatabase;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.registry.UndecodableException;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.metering.Slice;
import io.matrixplatform.model.time.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerProjectionTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final TimeWindow DAY = new TimeWindow(NOON, NOON.plus(Duration.ofDays(1)));
    private static final LocalDate RECORDED_ON = LocalDate.parse("2026-11-21");

    private final Jdbi jdbi = TestDatabase.without("metering.usage_ledger", "metering.late_usage");
    private final LedgerProjection projection = new LedgerProjection(FakeRegistry.client());
    private final Ledger ledger = new Ledger(jdbi, () -> Instant.MAX);
    private final TenantId tenant = new TenantId(new UUID(1, 2));

    @Test
    void keepsTheNewestOfEachSliceWhateverOrderTheyComeIn() {
        apply(List.of(ledger(slice("tokens.input", 0), "10", 1, 5)));
        apply(List.of(ledger(slice("tokens.input", 0), "30", 3, 7), ledger(slice("tokens.input", 0), "20", 2, 6)));
        apply(List.of(ledger(slice("tokens.input", 0), "10", 1, 5)));

        assertThat(totals()).containsExactly(total("tokens.input", "30", 3, "0", 0));
    }

    @Test
    void keepsTheLaneOfLateUsageApartAndPerDayOfRecording() {
        apply(List.of(
                ledger(slice("api.calls", 1), "7", 7, 1),
                late(slice("api.calls", 1), RECORDED_ON, "2", 2, 1),
                late(slice("api.calls", 1), RECORDED_ON.plusDays(1), "1", 1, 1)));

        assertThat(totals()).containsExactly(total("api.calls", "7", 7, "3", 3));
    }

    @Test
    void sumsExactlyWhatNoDoubleCould() {
        apply(List.of(
                ledger(slice("tokens.input", 0), "99999999999999999999", 1, 1),
                ledger(slice("tokens.input", 1), "0.000000000000000001", 1, 1)));

        assertThat(totals().get(0).ledger().quantity()).isEqualTo("99999999999999999999.000000000000000001");
    }

    @Test
    void showsATenantNothingOfAnother() {
        apply(List.of(ledger(slice("api.calls", 0), "7", 7, 1)));

        assertThat(ledger.totals(new TenantId(new UUID(9, 9)), null, DAY)).isEmpty();
    }

    @Test
    void takesTheSlicesThatStartInTheWindow() {
        apply(List.of(ledger(slice("api.calls", 0), "1", 1, 1), ledger(slice("api.calls", 4), "2", 2, 1)));

        TimeWindow firstHour = new TimeWindow(NOON, NOON.plus(Duration.ofHours(1)));

        assertThat(ledger.totals(tenant, new MeterKey("api.calls"), firstHour))
                .containsExactly(total("api.calls", "1", 1, "0", 0));
    }

    @Test
    void stopsAtARecordThatIsNoConclusion() {
        ConsumerRecord<byte[], byte[]> bad =
                new ConsumerRecord<>(Topics.METERING_USAGE_LEDGER.name(), 0, 0, new byte[0], new byte[] {9});

        assertThatThrownBy(() -> apply(List.of(bad))).isInstanceOf(UndecodableException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void endsTheSameForEveryOrderBatchingAndRepetition(long seed) {
        Random random = new Random(seed);
        List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
        for (int slice = 0; slice < 12; slice++) {
            for (int revision = 1; revision <= 5; revision++) {
                log.add(ledger(slice("tokens.input", slice), String.valueOf(slice * revision), revision, revision));
                log.add(late(slice("tokens.input", slice), RECORDED_ON, String.valueOf(revision), revision, revision));
            }
        }
        log.addAll(List.copyOf(log).subList(0, random.nextInt(log.size())));
        Collections.shuffle(log, random);

        while (!log.isEmpty()) {
            List<ConsumerRecord<byte[], byte[]>> batch = log.subList(0, Math.min(log.size(), 1 + random.nextInt(20)));
            jdbi.useTransaction(transaction -> projection.apply(transaction, List.copyOf(batch)));
            batch.clear();
        }

        // Σ slice × 5 for slices 0…11, and 5 late ones in each of the 12.
        assertThat(totals()).containsExactly(total("tokens.input", "330", 60, "60", 60));
    }

    private void apply(List<ConsumerRecord<byte[], byte[]>> batch) {
        jdbi.useTransaction(transaction -> projection.apply(transaction, batch));
    }

    private Slice slice(String meter, int quarter) {
        return new Slice(
                tenant.toString(),
                null,
                meter,
                "{\"model\":\"gpt-4o\"}",
                NOON.plus(Slice.LENGTH.multipliedBy(quarter)));
    }

    private List<MeterTotal> totals() {
        return ledger.totals(tenant, null, DAY);
    }

    private static MeterTotal total(String meter, String quantity, long facts, String late, long lateFacts) {
        return MeterTotal.sum(
                new MeterKey(meter),
                new Total(new java.math.BigDecimal(quantity), facts),
                new Total(new java.math.BigDecimal(late), lateFacts));
    }
}
