package io.matrixplatform.streams.metering;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.metering.LateUsage;
import io.matrixplatform.events.metering.UsageLedgerEntry;
import io.matrixplatform.events.metering.UsageRollup;
import io.matrixplatform.model.metering.Identity;
import io.matrixplatform.model.metering.folds.Aggregation;
import io.matrixplatform.model.metering.folds.Fold;
import io.matrixplatform.model.metering.folds.FoldCase;
import io.matrixplatform.model.metering.folds.FoldResult;
import io.matrixplatform.model.metering.folds.Levels;
import io.matrixplatform.model.metering.measures.MeterRule;
import io.matrixplatform.model.time.TimeWindow;
import io.matrixplatform.streams.metering.facts.FactRecord;
import io.matrixplatform.streams.metering.facts.UsageFacts;
import io.matrixplatform.streams.metering.meters.Meter;
import io.matrixplatform.streams.metering.meters.Meters;
import io.matrixplatform.streams.platform.Outgoing;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every aggregation through the whole job: the cases that the rule is held to, facts in any order, some of them late. */
@Timeout(180)
@ExtendWith(TestJob.Forgotten.class)
class FoldsTopologyTest {
    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(4)
            .setConfiguration(MeteringTopologyTest.uploadsUnderTarget())
            .build());

    private static final List<FoldCase> CASES = FoldCase.all();

    /** What a record says, with the window it is about. */
    private record Row(
            String lane,
            String meter,
            TimeWindow window,
            BigDecimal quantity,
            @Nullable ByteBuffer fold,
            long order) {}

    @TempDir
    Path folder;

    @Test
    void concludesWhatTheTableSaysInEveryOrder() throws Exception {
        Map<String, Row> rows = rows(run(1));
        Map<String, Row> others = rows(run(2));

        assertThat(others.keySet()).isEqualTo(rows.keySet());
        rows.forEach((id, row) -> {
            assertThat(requireNonNull(others.get(id)).fold()).as(id).isEqualTo(row.fold());
            assertThat(fold(row).result(row.window()).quantity()).as(id).isEqualByComparingTo(row.quantity());
        });
        for (int number = 0; number < CASES.size(); number++) {
            FoldCase each = CASES.get(number);
            String meter = "case." + number;
            Fold expected = whole(number);
            List<Row> booked = rows.values().stream()
                    .filter(row -> row.meter().equals(meter) && !row.lane().equals("rollup"))
                    .toList();
            List<Row> minutes = rows.values().stream()
                    .filter(row -> row.meter().equals(meter) && row.lane().equals("rollup"))
                    .toList();
            assertThat(merged(booked)).as(each.name()).isEqualTo(expected);
            assertThat(merged(minutes)).as(each.name()).isEqualTo(expected);
            assertThat(each.agreesWith(result(each, booked))).as(each.name()).isTrue();
            assertThat(each.agreesWith(result(each, minutes))).as(each.name()).isTrue();
        }
        assertThat(rows.values()).extracting(Row::lane).contains("ledger", "late", "rollup");
    }

    private List<Outgoing> run(long seed) throws Exception {
        List<FactRecord> log = new ArrayList<>();
        List<Meter> meters = new ArrayList<>();
        for (int number = 0; number < CASES.size(); number++) {
            FoldCase each = CASES.get(number);
            meters.add(Meters.ruled(
                    tenant(number), "case." + number, "case", new MeterRule(List.of(), "value", null, each.folding())));
            Random late = new Random(number);
            for (int i = 0; i < each.values().size(); i++) {
                FoldCase.Value value = each.values().get(i);
                Instant recorded = value.occurredAt().plusSeconds(late.nextInt(10) == 0 ? 10_000 : 1);
                log.add(UsageFacts.record(
                        tenant(number), "case", "e" + i, value.occurredAt(), recorded, value.number(), Map.of()));
            }
        }
        Collections.shuffle(log, new Random(seed));
        TestJob job = new TestJob(log, meters);
        StreamExecutionEnvironment env = MeteringTopologyTest.environment(folder, 2, new Configuration());
        job.build(env, 0);
        env.execute();
        return job.published();
    }

    private static String tenant(int number) {
        return "ten_" + number;
    }

    private static Fold whole(int number) {
        FoldCase each = CASES.get(number);
        Fold fold = each.folding().start();
        for (int i = 0; i < each.values().size(); i++) {
            FoldCase.Value value = each.values().get(i);
            Identity identity = Identity.of(tenant(number), "test", "e" + i);
            fold.add(new FoldCase.Value(value.occurredAt(), identity, value.number()).toObservation(each.folding()));
        }
        return fold;
    }

    private static Fold merged(List<Row> rows) {
        Fold all = fold(rows.get(0));
        rows.subList(1, rows.size()).forEach(row -> all.merge(fold(row)));
        return all;
    }

    /** As a query puts windows together. */
    private static FoldResult result(FoldCase each, List<Row> rows) {
        if (each.folding().aggregation() != Aggregation.TIME_WEIGHTED_SUM) {
            return merged(rows).result(FoldCase.HOUR);
        }
        Map<Instant, Fold> byWindow = new HashMap<>();
        rows.forEach(row -> byWindow.merge(row.window().start(), fold(row), (one, other) -> {
            one.merge(other);
            return one;
        }));
        Levels levels = new Levels(FoldCase.HOUR);
        byWindow.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(window -> levels.add(window.getValue()));
        return levels.result();
    }

    private static Fold fold(Row row) {
        return Fold.fromBytes(requireNonNull(row.fold(), "fold").array());
    }

    private static Map<String, Row> rows(List<Outgoing> published) {
        Map<String, Row> rows = new HashMap<>();
        published.stream()
                .map(Outgoing::value)
                .flatMap(FoldsTopologyTest::row)
                .forEach(each -> rows.merge(
                        each.getKey(), each.getValue(), (one, other) -> other.order() > one.order() ? other : one));
        return rows;
    }

    private static Stream<Map.Entry<String, Row>> row(SpecificRecord record) {
        Duration slice = Duration.ofMinutes(15);
        if (record instanceof UsageLedgerEntry it) {
            TimeWindow window =
                    new TimeWindow(it.getSliceStart(), it.getSliceStart().plus(slice));
            return Stream.of(Map.entry(
                    it.getSliceId(),
                    new Row("ledger", it.getMeterKey(), window, it.getQuantity(), it.getFold(), it.getOrderNumber())));
        }
        if (record instanceof LateUsage it) {
            TimeWindow window =
                    new TimeWindow(it.getSliceStart(), it.getSliceStart().plus(slice));
            return Stream.of(Map.entry(
                    it.getLateUsageId(),
                    new Row("late", it.getMeterKey(), window, it.getQuantity(), it.getFold(), it.getOrderNumber())));
        }
        if (record instanceof UsageRollup it) {
            TimeWindow window =
                    new TimeWindow(it.getMinuteStart(), it.getMinuteStart().plusSeconds(60));
            return Stream.of(Map.entry(
                    it.getRollupId(),
                    new Row("rollup", it.getMeterKey(), window, it.getQuantity(), it.getFold(), it.getOrderNumber())));
        }
        return Stream.empty();
    }
}
