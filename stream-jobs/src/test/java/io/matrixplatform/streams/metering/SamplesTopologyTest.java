package io.matrixplatform.streams.metering;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.metering.LateUsage;
import io.matrixplatform.events.metering.UsageLedgerEntry;
import io.matrixplatform.events.metering.UsageRollup;
import io.matrixplatform.model.metering.folds.Fold;
import io.matrixplatform.model.metering.folds.SampleCase;
import io.matrixplatform.model.metering.folds.Timelines;
import io.matrixplatform.model.metering.measures.MeterRule;
import io.matrixplatform.model.metering.measures.RuntimeMetrics;
import io.matrixplatform.streams.metering.facts.FactRecord;
import io.matrixplatform.streams.metering.facts.RuntimeFacts;
import io.matrixplatform.streams.metering.meters.Meter;
import io.matrixplatform.streams.metering.meters.Meters;
import io.matrixplatform.streams.platform.Outgoing;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
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

/** Runtime metrics through the whole job: the cases that the rule is held to, in any order, with repeats, some of them late. */
@Timeout(180)
@ExtendWith(TestJob.Forgotten.class)
class SamplesTopologyTest {
    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(4)
            .setConfiguration(MeteringTopologyTest.uploadsUnderTarget())
            .build());

    private static final List<SampleCase> CASES = SampleCase.all();

    private record Row(String lane, String meter, @Nullable ByteBuffer fold, long order) {}

    @TempDir
    Path folder;

    @Test
    void concludesWhatTheTableSaysInEveryOrder() throws Exception {
        Map<String, Row> rows = rows(run(1));
        Map<String, Row> others = rows(run(2));

        assertThat(others.keySet()).isEqualTo(rows.keySet());
        rows.forEach((id, row) ->
                assertThat(requireNonNull(others.get(id)).fold()).as(id).isEqualTo(row.fold()));
        for (int number = 0; number < CASES.size(); number++) {
            SampleCase each = CASES.get(number);
            String meter = "case." + number;
            Timelines<String> booked = timelines(
                    rows.values(),
                    row -> row.meter().equals(meter) && !row.lane().equals("rollup"));
            Timelines<String> minutes = timelines(
                    rows.values(),
                    row -> row.meter().equals(meter) && row.lane().equals("rollup"));
            assertThat(booked.total(SampleCase.HOUR).quantity()).as(each.name()).isEqualByComparingTo(each.quantity());
            assertThat(minutes.total(SampleCase.HOUR)).as(each.name()).isEqualTo(booked.total(SampleCase.HOUR));
            assertThat(booked.gaps(SampleCase.HOUR)).as(each.name()).containsExactlyInAnyOrderElementsOf(each.gaps());
        }
        assertThat(rows.values()).extracting(Row::lane).contains("ledger", "late", "rollup");
    }

    private List<Outgoing> run(long seed) throws Exception {
        List<FactRecord> log = new ArrayList<>();
        List<Meter> meters = new ArrayList<>();
        for (int number = 0; number < CASES.size(); number++) {
            SampleCase each = CASES.get(number);
            String tenant = "ten_" + number;
            meters.add(Meters.ruled(
                    tenant,
                    "case." + number,
                    RuntimeMetrics.TYPE,
                    new MeterRule(List.of(), RuntimeMetrics.QUANTITY, null, each.folding())));
            Random random = new Random(number);
            for (SampleCase.Taken taken : each.samples()) {
                Instant recorded = taken.occurredAt().plusSeconds(random.nextInt(10) == 0 ? 10_000 : 1);
                for (int times = random.nextInt(5) == 0 ? 2 : 1; times > 0; times--) {
                    log.add(RuntimeFacts.record(tenant, taken, recorded));
                }
            }
        }
        Collections.shuffle(log, new Random(seed));
        TestJob job = new TestJob(log, meters);
        StreamExecutionEnvironment env = MeteringTopologyTest.environment(folder, 2, new Configuration());
        job.build(env, 0);
        env.execute();
        return job.published();
    }

    private static Timelines<String> timelines(Collection<Row> rows, Predicate<Row> wanted) {
        Timelines<String> timelines = new Timelines<>();
        rows.stream()
                .filter(wanted)
                .forEach(row -> timelines.add(
                        "", Fold.fromBytes(requireNonNull(row.fold(), "fold").array())));
        return timelines;
    }

    private static Map<String, Row> rows(List<Outgoing> published) {
        Map<String, Row> rows = new HashMap<>();
        published.stream()
                .map(Outgoing::value)
                .flatMap(SamplesTopologyTest::row)
                .forEach(each -> rows.merge(
                        each.getKey(), each.getValue(), (one, other) -> other.order() > one.order() ? other : one));
        return rows;
    }

    private static Stream<Map.Entry<String, Row>> row(SpecificRecord record) {
        if (record instanceof UsageLedgerEntry it) {
            return Stream.of(
                    Map.entry(it.getSliceId(), new Row("ledger", it.getMeterKey(), it.getFold(), it.getOrderNumber())));
        }
        if (record instanceof LateUsage it) {
            return Stream.of(Map.entry(
                    it.getLateUsageId(), new Row("late", it.getMeterKey(), it.getFold(), it.getOrderNumber())));
        }
        if (record instanceof UsageRollup it) {
            return Stream.of(Map.entry(
                    it.getRollupId(), new Row("rollup", it.getMeterKey(), it.getFold(), it.getOrderNumber())));
        }
        return Stream.empty();
    }
}
