package io.matrixplatform.streams.metering;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.streams.metering.facts.Fact;
import io.matrixplatform.streams.metering.facts.FactRecord;
import io.matrixplatform.streams.metering.facts.Facts;
import io.matrixplatform.streams.metering.facts.Fate;
import io.matrixplatform.streams.metering.facts.FateCount;
import io.matrixplatform.streams.metering.facts.Records;
import io.matrixplatform.streams.metering.facts.Said;
import io.matrixplatform.streams.metering.meters.Meters;
import io.matrixplatform.streams.metering.repeats.CountOnceHarness;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.StateObjectCollection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What came in is the sum of the fates after every single record, from every restart point, at every parallelism. */
class FateBalanceTest {
    private final Map<String, Long> fates = new HashMap<>();
    private long in;
    private long barriers;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void balancesAfterEveryRecordAndComesToTheFatesOfTheLog(long seed) throws Exception {
        CorrectedTraffic traffic = new CorrectedTraffic(seed, 1_500);

        goOn(null, traffic.interleaved(seed), 1);

        assertThat(fates).isEqualTo(traffic.fates());
    }

    @Test
    void balancesAfterARestoreAtEveryPoint() throws Exception {
        CorrectedTraffic traffic = new CorrectedTraffic(6, 300);
        @Nullable OperatorSubtaskState state = null;
        for (FactRecord reading : traffic.interleaved(6)) {
            state = goOn(state, List.of(reading), 1);
        }

        assertThat(fates).isEqualTo(traffic.fates());
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9, 10})
    void balancesThroughRestoresAtOtherParallelisms(long seed) throws Exception {
        CorrectedTraffic traffic = new CorrectedTraffic(seed, 1_500);
        Random random = new Random(seed);
        List<FactRecord> log = traffic.interleaved(seed);
        @Nullable OperatorSubtaskState state = null;
        for (int from = 0; from < log.size(); ) {
            int to = Math.min(log.size(), from + 1 + random.nextInt(400));
            state = goOn(state, log.subList(from, to), 1 + random.nextInt(3));
            from = to;
        }

        assertThat(fates).isEqualTo(traffic.fates());
    }

    @Test
    void givesOneFrameOfEachRequestTheFateOfACall() throws Exception {
        List<ApiCall> sent = new ArrayList<>();
        for (int request = 0; request < 20; request++) {
            for (int frame = 0; frame < 5; frame++) {
                sent.add(frame("r" + request, frame, frame == 4 && request % 4 > 0));
            }
        }
        sent.addAll(sent.subList(0, 30));
        Collections.shuffle(sent, new Random(11));
        @Nullable OperatorSubtaskState state = null;
        for (int offset = 0; offset < sent.size(); offset++) {
            FactRecord reading = Records.of(Said.fact(sent.get(offset), 0, offset));
            state = goOn(state, List.of(reading), 1 + offset % 2);
        }

        assertThat(fates).containsEntry("counted", 20L).containsEntry("conflict", 0L);
        assertThat(fates.get("frame")).isGreaterThanOrEqualTo(80);
    }

    private static ApiCall frame(String request, long number, boolean isFinal) {
        return ApiCall.newBuilder(Facts.call(request + "-" + number)
                        .tokens(1, 10 * number)
                        .avro())
                .setRequestId(request)
                .setFrame(number)
                .setFinalFrame(isFinal)
                .setEstimated(!isFinal)
                .build();
    }

    /** Reads on from a state, with so many subtasks, and gives the state after. */
    private OperatorSubtaskState goOn(@Nullable OperatorSubtaskState state, List<FactRecord> log, int parallelism)
            throws Exception {
        List<CountOnceHarness> tasks = new ArrayList<>();
        try {
            for (int subtask = 0; subtask < parallelism; subtask++) {
                tasks.add(task(state, parallelism, subtask));
            }
            for (FactRecord record : log) {
                Fact fact = Records.read(record);
                for (CountOnceHarness task : tasks) {
                    if (task.owns(fact)) {
                        task.add(fact);
                    }
                }
                in++;
                balance(tasks);
            }
            List<OperatorSubtaskState> states = new ArrayList<>();
            for (CountOnceHarness task : tasks) {
                states.add(task.snapshot(barriers, barriers));
            }
            // The harness deals out no raw state of which only some subtasks have a part: filters are made anew.
            return CountOnceHarness.repackageState(states.toArray(OperatorSubtaskState[]::new)).toBuilder()
                    .setRawOperatorState(StateObjectCollection.empty())
                    .build();
        } finally {
            for (CountOnceHarness task : tasks) {
                task.close();
            }
        }
    }

    private static CountOnceHarness task(@Nullable OperatorSubtaskState state, int parallelism, int subtask)
            throws Exception {
        CountOnceHarness task = new CountOnceHarness(
                () -> Meters.PREDEFINED, () -> List.of(CorrectedTraffic.RULE), parallelism, subtask);
        if (state != null) {
            task.initializeState(CountOnceHarness.repartitionOperatorState(
                    state,
                    CountOnceHarness.KEY_GROUPS,
                    state.getManagedOperatorState().size(),
                    parallelism,
                    subtask));
        }
        task.open();
        return task;
    }

    private void balance(List<CountOnceHarness> tasks) throws Exception {
        barriers++;
        for (CountOnceHarness task : tasks) {
            task.prepareSnapshotPreBarrier(barriers);
            task.told().forEach(count -> fates.merge(nameOf(count), count.records(), Long::sum));
        }
        for (Fate fate : Fate.values()) {
            fates.putIfAbsent(fate.name().toLowerCase(Locale.ROOT), 0L);
        }
        assertThat(fates.values().stream().mapToLong(count -> count).sum()).isEqualTo(in);
    }

    private static String nameOf(FateCount count) {
        return requireNonNull(count.fate()).name().toLowerCase(Locale.ROOT);
    }
}
