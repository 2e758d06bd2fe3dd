package io.matrixplatform.streams.metering;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.streams.metering.facts.Fact;
import io.matrixplatform.streams.metering.facts.FactKey;
import io.matrixplatform.streams.metering.facts.Facts;
import io.matrixplatform.streams.metering.facts.Fate;
import io.matrixplatform.streams.metering.facts.FateCount;
import io.matrixplatform.streams.metering.facts.Reading;
import io.matrixplatform.streams.metering.facts.Said;
import io.matrixplatform.streams.metering.meters.Measurement;
import io.matrixplatform.streams.metering.meters.Meters;
import io.matrixplatform.streams.metering.repeats.Control;
import io.matrixplatform.streams.metering.repeats.CountOnce;
import io.matrixplatform.streams.metering.repeats.CountOnceOperator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What came in is the sum of the fates after every single record, from every restart point, at every parallelism. */
class FateBalanceTest {
    private static final int KEY_GROUPS = 128;

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
        for (Reading reading : traffic.interleaved(6)) {
            state = goOn(state, List.of(reading), 1);
        }

        assertThat(fates).isEqualTo(traffic.fates());
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9, 10})
    void balancesThroughRestoresAtOtherParallelisms(long seed) throws Exception {
        CorrectedTraffic traffic = new CorrectedTraffic(seed, 1_500);
        Random random = new Random(seed);
        List<Reading> log = traffic.interleaved(seed);
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
            Reading reading = Said.reading(Said.fact(sent.get(offset), 0, offset));
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
    private OperatorSubtaskState goOn(@Nullable OperatorSubtaskState state, List<Reading> log, int parallelism)
            throws Exception {
        List<Task> tasks = new ArrayList<>();
        try {
            for (int subtask = 0; subtask < parallelism; subtask++) {
                tasks.add(new Task(state, parallelism, subtask));
            }
            for (Reading reading : log) {
                Fact fact = requireNonNull(reading.fact());
                tasks.get(KeyGroupRangeAssignment.assignKeyToParallelOperator(fact.key(), KEY_GROUPS, parallelism))
                        .processElement(fact, 0);
                in++;
                balance(tasks);
            }
            List<OperatorSubtaskState> states = new ArrayList<>();
            for (Task task : tasks) {
                states.add(task.snapshot(barriers, barriers));
            }
            return Task.repackageState(states.toArray(OperatorSubtaskState[]::new));
        } finally {
            for (Task task : tasks) {
                task.close();
            }
        }
    }

    private void balance(List<Task> tasks) throws Exception {
        barriers++;
        for (Task task : tasks) {
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

    private static final class Task extends KeyedBroadcastOperatorTestHarness<FactKey, Fact, Control, Measurement> {
        private int told;

        Task(@Nullable OperatorSubtaskState state, int parallelism, int subtask) throws Exception {
            super(
                    new CountOnceOperator(new CountOnce(() -> Meters.PREDEFINED, () -> List.of(CorrectedTraffic.RULE))),
                    Fact::key,
                    FactKey.TYPE,
                    KEY_GROUPS,
                    parallelism,
                    subtask);
            setup(Measurement.TYPE.createSerializer(getExecutionConfig().getSerializerConfig()));
            if (state != null) {
                initializeState(repartitionOperatorState(
                        state, KEY_GROUPS, state.getManagedOperatorState().size(), parallelism, subtask));
            }
            open();
        }

        /** Since it was last asked. */
        List<FateCount> told() {
            Queue<StreamRecord<FateCount>> all = getSideOutput(CountOnceOperator.FATES);
            if (all == null) {
                return List.of();
            }
            List<FateCount> news =
                    all.stream().skip(told).map(StreamRecord::getValue).toList();
            told += news.size();
            return news;
        }
    }
}
