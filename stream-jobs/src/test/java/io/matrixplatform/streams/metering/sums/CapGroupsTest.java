package io.matrixplatform.streams.metering.sums;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.streams.metering.meters.Measurement;
import io.matrixplatform.streams.metering.meters.Series;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;

class CapGroupsTest {
    private static final Duration KEEP = Duration.ofDays(38);
    private static final String OTHER = "{\"user\":\"(other)\"}";
    private static final long DAY = 20_000L * 1_440;

    @Test
    void keepsTheFirstApartForTheWholeDayAndCountsTheRestAsOther() throws Exception {
        try (var cap = opened()) {
            List<String> named = List.of("a", "b", "c", "a", "d", "b");
            for (String user : named) {
                cap.processElement(bundle(user, DAY), 0);
            }
            cap.processElement(bundle("b", DAY + 1_425), 0);
            cap.processElement(bundle("c", DAY + 1_425), 0);

            assertThat(dimensions(cap))
                    .containsExactly(user("a"), user("b"), OTHER, user("a"), OTHER, user("b"), user("b"), OTHER);
        }
    }

    @Test
    void beginsAnewWithTheNextDay() throws Exception {
        try (var cap = opened()) {
            for (String user : List.of("a", "b", "c")) {
                cap.processElement(bundle(user, DAY), 0);
            }
            cap.processElement(bundle("c", DAY + 1_440), 0);

            assertThat(dimensions(cap)).containsExactly(user("a"), user("b"), OTHER, user("c"));
        }
    }

    @Test
    void decidesTheSameAfterARestore() throws Exception {
        OperatorSubtaskState state;
        try (var cap = opened()) {
            cap.processElement(bundle("a", DAY), 0);
            cap.processElement(bundle("b", DAY), 0);
            state = cap.snapshot(1, 1);
        }
        try (var cap = harness()) {
            cap.initializeState(state);
            cap.open();
            cap.processElement(bundle("c", DAY), 0);
            cap.processElement(bundle("a", DAY), 0);

            assertThat(dimensions(cap)).containsExactly(OTHER, user("a"));
        }
    }

    @Test
    void namesASliceByWhereItIsCounted() throws Exception {
        try (var cap = opened()) {
            for (String user : List.of("a", "b", "c", "d")) {
                cap.processElement(bundle(user, DAY), 0);
            }
            List<SliceBundle> decided = cap.extractOutputValues();
            Set<String> ids = new HashSet<>();
            for (SliceBundle bundle : decided) {
                ids.add(bundle.sliceId());
                assertThat(bundle.sliceId())
                        .isEqualTo(SliceBundle.sliceOf(bundle.series(), bundle.startMinute())
                                .id());
                assertThat(bundle.series().cap()).isNull();
            }
            assertThat(ids).hasSize(3);
        }
    }

    @Test
    void forgetsADayWhenNoFactOfItCanCome() throws Exception {
        try (var cap = opened()) {
            cap.processElement(bundle("a", DAY), 0);
            long freed = DAY * 60_000 + KEEP.plusDays(1).toMillis();

            cap.processWatermark(freed - 1);
            assertThat(cap.numKeyedStateEntries()).isPositive();

            cap.processWatermark(freed);
            assertThat(cap.numKeyedStateEntries()).isZero();
        }
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, SliceBundle, SliceBundle> opened() throws Exception {
        return ProcessFunctionTestHarnesses.forKeyedProcessFunction(
                new CapGroups(KEEP), SliceBundle::groupsKey, Types.STRING);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, SliceBundle, SliceBundle> harness() throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new org.apache.flink.streaming.api.operators.KeyedProcessOperator<>(new CapGroups(KEEP)),
                SliceBundle::groupsKey,
                Types.STRING);
    }

    private static List<String> dimensions(
            KeyedOneInputStreamOperatorTestHarness<String, SliceBundle, SliceBundle> cap) {
        return cap.extractOutputValues().stream()
                .map(bundle -> bundle.series().dimensions())
                .toList();
    }

    private static String user(String name) {
        return "{\"user\":\"" + name + "\"}";
    }

    private static SliceBundle bundle(String user, long startMinute) {
        Series series = new Series("ten_a", null, "per.user", user(user), 0, null, new Series.Cap(2, OTHER));
        SliceBundle bundle =
                new SliceBundle(SliceBundle.sliceOf(series, startMinute).id(), series, startMinute);
        bundle.add(new Measurement(series, startMinute, Measurement.ON_TIME, 1, null));
        return bundle;
    }
}
