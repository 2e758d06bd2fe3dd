package io.matrixplatform.api.metering.progress;

import static io.matrixplatform.api.testing.Conclusions.progress;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.metering.ledger.LedgerProjection;
import io.matrixplatform.api.platform.projections.ProjectionOffsets;
import io.matrixplatform.api.testing.FakeRegistry;
import io.matrixplatform.api.testing.TestDatabase;
import io.matrixplatform.events.Topics;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class ProgressProjectionTest {
    private static final TopicPartition LEDGER = new TopicPartition(Topics.METERING_USAGE_LEDGER.name(), 0);
    private static final Instant ONE = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant TWO = ONE.plusSeconds(5);

    private final Jdbi jdbi =
            TestDatabase.without("metering.progress", "metering.fate_balance", "platform.projection_offset");
    private final Map<TopicPartition, Long> ends = new HashMap<>(Map.of(LEDGER, 0L));
    private final ProgressProjection projection =
            new ProgressProjection(jdbi, FakeRegistry.client(), () -> Map.copyOf(ends), new ProjectionOffsets(jdbi));
    private final ProgressReports reports = new ProgressReports(jdbi);

    @Test
    void letsTheLedgerFollowOnceTheProjectionHasPassedTheEndsSeenAfterTheWord() {
        ends.put(LEDGER, 10L);
        hear(ONE, 1);
        poll();
        assertThat(reports.latest().processedThrough()).isEqualTo(ONE);

        projectTo(9);
        poll();
        assertThat(reports.latest().ledgerThrough()).isNull();

        projectTo(10);
        poll();
        assertThat(reports.latest().ledgerThrough()).isEqualTo(ONE);
    }

    @Test
    void pursuesOneTargetThoughNewerWordsComeSoThatItArrives() {
        ends.put(LEDGER, 10L);
        hear(ONE, 1);
        poll();
        ends.put(LEDGER, 1_000L);
        hear(TWO, 2);
        poll();

        projectTo(10);
        poll();

        assertThat(reports.latest()).isEqualTo(new Progress(TWO, TWO.plusSeconds(1), ONE));
    }

    @Test
    void goesBackWithAJobThatStartedOver() {
        projectTo(0);
        hear(TWO, 1);
        poll();
        poll();
        assertThat(reports.latest().ledgerThrough()).isEqualTo(TWO);

        hear(ONE, 2);

        assertThat(reports.latest().processedThrough()).isEqualTo(ONE);
        assertThat(reports.latest().ledgerThrough()).isEqualTo(ONE);
    }

    @Test
    void ignoresAnOlderWord() {
        hear(TWO, 2);
        hear(ONE, 1);

        assertThat(reports.latest().processedThrough()).isEqualTo(TWO);
    }

    @Test
    void keepsWhatBecameOfEverythingAsOfTheNewestWord() {
        hear(TWO, 2, Map.of("counted", 7L, "repeat", 2L));
        hear(ONE, 1, Map.of("counted", 3L));

        assertThat(reports.balance()).hasValueSatisfying(balance -> {
            assertThat(balance.checkpointId()).isEqualTo(2);
            assertThat(balance.recordsIn()).isEqualTo(9);
            assertThat(balance.unaccounted()).isZero();
            assertThat(balance.byFate()).isEqualTo(Map.of("counted", 7L, "repeat", 2L));
        });
    }

    @Test
    void hasNoBalanceOfAJobThatDoesNotCount() {
        hear(ONE, 1);

        assertThat(reports.balance()).isEmpty();
    }

    private void hear(Instant processedThrough, long orderNumber, Map<String, Long> fates) {
        jdbi.useTransaction(
                transaction -> projection.apply(transaction, List.of(progress(processedThrough, orderNumber, fates))));
    }

    private void hear(Instant processedThrough, long orderNumber) {
        jdbi.useTransaction(
                transaction -> projection.apply(transaction, List.of(progress(processedThrough, orderNumber))));
    }

    private void poll() {
        projection.afterPoll();
    }

    private void projectTo(long offset) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO platform.projection_offset (projection, topic, partition, next_offset)
                        VALUES (:projection, :topic, 0, :offset)
                            ON CONFLICT (projection, topic, partition) DO UPDATE SET next_offset = :offset
                        """)
                .bind("projection", LedgerProjection.NAME)
                .bind("topic", LEDGER.topic())
                .bind("offset", offset)
                .execute());
    }
}
