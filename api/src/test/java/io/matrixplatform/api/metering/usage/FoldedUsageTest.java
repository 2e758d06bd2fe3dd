package io.matrixplatform.api.metering.usage;

import static io.matrixplatform.api.testing.Conclusions.late;
import static io.matrixplatform.api.testing.Conclusions.ledger;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matrixplatform.api.catalog.meters.Meter;
import io.matrixplatform.api.metering.ledger.Ledger;
import io.matrixplatform.api.metering.ledger.LedgerProjection;
import io.matrixplatform.api.metering.ledger.MeterTotal;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.api.testing.FakeRegistry;
import io.matrixplatform.api.testing.TestDatabase;
import io.matrixplatform.model.ids.MeterId;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.Dimensions;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.metering.Slice;
import io.matrixplatform.model.metering.folds.Aggregation;
import io.matrixplatform.model.metering.folds.Fold;
import io.matrixplatform.model.metering.folds.FoldCase;
import io.matrixplatform.model.metering.folds.FoldResult;
import io.matrixplatform.model.metering.folds.Folding;
import io.matrixplatform.model.time.TimeWindow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases that the rule and the job are held to, asked for as usage: the hour lies in the ledger, the late lane and the rollups. */
class FoldedUsageTest {
    private static final TenantId TENANT = new TenantId(new UUID(1, 2));
    private static final MeterKey METER = new MeterKey("folded");
    private static final Instant FROM = FoldCase.HOUR.start();
    private static final Instant NOW = FROM.plus(Duration.ofHours(5));

    private final Jdbi jdbi = TestDatabase.without("metering.usage_ledger", "metering.late_usage");
    private final Ledger books = new Ledger(jdbi, () -> NOW);
    private final List<FoldedMinute> minutes = new ArrayList<>();
    private final UsageQueries queries = new UsageQueries(new HeldMinutes(), books, Duration.ofDays(7), () -> NOW);

    static Stream<FoldCase> cases() {
        return FoldCase.all().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void comesToWhatTheTableSaysHoweverTheWindowsAreMerged(FoldCase each) {
        fill(each);

        assertThat(each.agreesWith(only(ask(each.folding(), FoldCase.HOUR, WindowSize.HOUR))))
                .isTrue();
        assertThat(each.agreesWith(only(ask(each.folding(), FoldCase.HOUR, WindowSize.TOTAL))))
                .isTrue();
        assertThat(ask(each.folding(), FoldCase.HOUR, WindowSize.TOTAL).data())
                .extracting(UsageRow::factCount)
                .containsExactly((long) each.values().size());
        MeterTotal total = books.totals(TENANT, METER, FoldCase.HOUR).get(0);
        assertThat(each.agreesWith(new FoldResult(total.all().quantity(), total.error())))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void takesTheRaggedEndsOfATotalFromTheRollups(FoldCase each) {
        fill(each);
        TimeWindow ragged = new TimeWindow(FROM.minusSeconds(60), FoldCase.HOUR.end());
        TimeWindow wider = new TimeWindow(FROM.minusSeconds(240), FoldCase.HOUR.end());

        UsageReport report = ask(each.folding(), ragged, WindowSize.TOTAL);

        assertThat(each.agreesWith(only(report))).isTrue();
        assertThat(only(ask(each.folding(), wider, WindowSize.TOTAL))).isEqualTo(only(report));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void comesToTheSameFromMinutesAsFromSlices(FoldCase each) {
        fill(each);
        TimeWindow quarter = new TimeWindow(FROM, FROM.plus(Slice.LENGTH));
        Map<Instant, FoldResult> byMinute = new HashMap<>();
        for (UsageRow row : ask(each.folding(), quarter, WindowSize.MINUTE).data()) {
            byMinute.put(row.start(), new FoldResult(row.quantity(), row.error()));
            FoldResult alone = only(
                    ask(each.folding(), new TimeWindow(row.start(), row.start().plusSeconds(60)), WindowSize.TOTAL));
            assertThat(alone).isEqualTo(byMinute.get(row.start()));
        }
    }

    @Test
    void holdsALevelFromBeforeTheTimeAndNotIntoTheFuture() {
        Folding level = Folding.of(Aggregation.TIME_WEIGHTED_SUM);
        fill(new FoldCase("", level, List.of(value(0, "10")), BigDecimal.ZERO, null));

        TimeWindow later = new TimeWindow(FROM.plus(Duration.ofHours(2)), FROM.plus(Duration.ofHours(8)));
        List<UsageRow> hours = ask(level, later, WindowSize.HOUR).data();

        assertThat(hours).hasSize(3).allSatisfy(row -> {
            assertThat(row.quantity()).isEqualByComparingTo("10");
            assertThat(row.factCount()).isZero();
        });
    }

    @Test
    void groupsAndFilters() {
        Folding greatest = Folding.of(Aggregation.MAX);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (String zone : List.of("eu", "us", "ap")) {
            Fold fold = greatest.start();
            fold.add(value(0, Integer.toString(zone.charAt(0))).toObservation(greatest));
            records.add(ledger(slice(FROM, zone), "1", fold, 1, 1));
        }
        project(records);

        UsageReport report = queries.ask(new UsageQuery(
                TENANT,
                meter(greatest),
                FoldCase.HOUR,
                WindowSize.HOUR,
                List.of("zone"),
                Map.of("zone", Set.of("eu", "ap"))));

        assertThat(report.data())
                .extracting(row ->
                        row.dimensions().get("zone") + " " + row.quantity().toPlainString())
                .containsExactly("ap 97", "eu 101");
    }

    @Test
    void refusesMinutesThatAreNoLongerKept() {
        TimeWindow old = new TimeWindow(
                FROM.minus(Duration.ofDays(20)), FROM.minus(Duration.ofDays(20)).plusSeconds(60));

        assertThatThrownBy(() -> ask(Folding.of(Aggregation.MIN), old, WindowSize.MINUTE))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> ask(Folding.of(Aggregation.MIN), old, WindowSize.TOTAL))
                .isInstanceOf(ProblemException.class);
    }

    private static FoldCase.Value value(int second, String number) {
        return new FoldCase.Value(
                FROM.plusSeconds(second),
                io.matrixplatform.model.metering.Identity.of("t", "s", "e" + second),
                new BigDecimal(number));
    }

    private void fill(FoldCase each) {
        Random random = new Random(3);
        Map<Slice, Fold> onTime = new HashMap<>();
        Map<Slice, Fold> late = new HashMap<>();
        Map<Slice, Long> facts = new HashMap<>();
        Map<Slice, Long> lateFacts = new HashMap<>();
        Map<Instant, Fold> byMinute = new HashMap<>();
        Map<Instant, Long> minuteFacts = new HashMap<>();
        for (FoldCase.Value value : each.values()) {
            Slice slice = slice(Slice.startOf(value.occurredAt()), "z");
            boolean isLate = random.nextInt(4) == 0;
            (isLate ? late : onTime)
                    .computeIfAbsent(slice, any -> each.folding().start())
                    .add(value.toObservation(each.folding()));
            (isLate ? lateFacts : facts).merge(slice, 1L, Long::sum);
            Instant minute = Slice.minuteOf(value.occurredAt());
            byMinute.computeIfAbsent(minute, any -> each.folding().start()).add(value.toObservation(each.folding()));
            minuteFacts.merge(minute, 1L, Long::sum);
        }
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        onTime.forEach((slice, fold) -> records.add(ledger(slice, "1", fold, facts.getOrDefault(slice, 0L), 1)));
        late.forEach((slice, fold) ->
                records.add(late(slice, LocalDate.EPOCH, "1", fold, lateFacts.getOrDefault(slice, 0L), 1)));
        project(records);
        byMinute.forEach((minute, fold) ->
                minutes.add(new FoldedMinute(minute, List.of(), fold.toBytes(), minuteFacts.getOrDefault(minute, 0L))));
    }

    private void project(List<ConsumerRecord<byte[], byte[]>> records) {
        LedgerProjection projection = new LedgerProjection(FakeRegistry.client());
        jdbi.useTransaction(transaction -> projection.apply(transaction, records));
    }

    private static Slice slice(Instant start, String zone) {
        return new Slice(
                TENANT.toString(),
                null,
                METER.value(),
                Dimensions.of(Map.of("zone", zone)).toJson(),
                start);
    }

    private UsageReport ask(Folding folding, TimeWindow window, WindowSize size) {
        return queries.ask(new UsageQuery(TENANT, meter(folding), window, size, List.of(), Map.of()));
    }

    private static FoldResult only(UsageReport report) {
        assertThat(report.data()).hasSize(1);
        return new FoldResult(
                report.data().get(0).quantity(), report.data().get(0).error());
    }

    private static Meter meter(Folding folding) {
        return new Meter(
                new MeterId(new UUID(3, 4)),
                TENANT,
                METER,
                "t",
                folding.aggregation(),
                folding.percentile(),
                "value",
                null,
                List.of(),
                List.of("zone"),
                null,
                null,
                "u",
                Duration.ofHours(1),
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                "",
                1);
    }

    /** Minutes as Pinot has them. */
    private final class HeldMinutes implements Rollups {
        @Override
        public List<Sum> sum(Sums sums, int rowsMax) {
            throw new IllegalStateException("quantities of this meter do not add up");
        }

        @Override
        public List<FoldedMinute> folds(Sums sums, int rowsMax) {
            return minutes.stream()
                    .filter(minute -> sums.window().contains(minute.start()))
                    .toList();
        }
    }
}
