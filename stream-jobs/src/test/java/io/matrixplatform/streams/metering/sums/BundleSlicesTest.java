package io.matrixplatform.streams.metering.sums;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.streams.metering.meters.Measured;
import io.matrixplatform.streams.metering.meters.Measurement;
import io.matrixplatform.streams.metering.meters.Series;
import io.matrixplatform.streams.metering.meters.SeriesSet;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BundleSlicesTest {
    private static final int MINUTE = 29_000_010;

    private final Map<String, SeriesSet> sets = new HashMap<>();

    private OneInputStreamOperatorTestHarness<Measured, SliceBundle> bundles;

    @BeforeEach
    void open() throws Exception {
        bundles = new OneInputStreamOperatorTestHarness<>(new BundleSlices(3, Duration.ofMillis(100)));
        bundles.open();
    }

    @AfterEach
    void close() throws Exception {
        bundles.close();
    }

    @Test
    void makesOneBundleOfAllThatFallsIntoASlice() throws Exception {
        add("ten_a", 0);
        add("ten_a", 0);
        add("ten_a", 14);

        bundles.prepareSnapshotPreBarrier(1);

        assertThat(passedOn())
                .singleElement()
                .satisfies(bundle -> assertThat(bundle.parts())
                        .extracting(part -> part.tally().facts())
                        .containsExactly(2L, 1L));
    }

    @Test
    void keepsSlicesApart() throws Exception {
        add("ten_a", 14);
        add("ten_a", 15);

        bundles.prepareSnapshotPreBarrier(1);

        assertThat(passedOn()).hasSize(2).extracting(SliceBundle::sliceId).doesNotHaveDuplicates();
    }

    @Test
    void makesABundleForEachMeterOfAFact() throws Exception {
        Series calls = new Series("ten_a", null, "api.calls", "{}", 3_600);
        Series tokens = new Series("ten_a", null, "tokens.input", "{}", 3_600);

        bundles.processElement(measured(new SeriesSet(List.of(calls, tokens)), 0), 0);
        bundles.prepareSnapshotPreBarrier(1);

        assertThat(passedOn()).extracting(SliceBundle::series).containsExactly(calls, tokens);
    }

    @Test
    void leavesOutTheMetersToWhichAFactAddsNothing() throws Exception {
        Measured measured = measured(
                new SeriesSet(List.of(
                        new Series("ten_a", null, "api.calls", "{}", 3_600),
                        new Series("ten_a", null, "tokens.input", "{}", 3_600))),
                0);
        measured.measurements()[1] = null;

        bundles.processElement(measured, 0);
        bundles.prepareSnapshotPreBarrier(1);

        assertThat(passedOn()).extracting(each -> each.series().meterKey()).containsExactly("api.calls");
    }

    @Test
    void passesOnWhenTimeIsUp() throws Exception {
        add("ten_a", 0);
        bundles.setProcessingTime(99);
        assertThat(passedOn()).isEmpty();

        bundles.setProcessingTime(100);

        assertThat(passedOn()).hasSize(1);
    }

    @Test
    void passesOnWhenItHoldsTooMany() throws Exception {
        add("ten_a", 0);
        add("ten_b", 0);
        assertThat(passedOn()).isEmpty();

        add("ten_c", 0);

        assertThat(passedOn()).hasSize(3);
    }

    @Test
    void letsNoWatermarkOvertakeAFact() throws Exception {
        add("ten_a", 0);

        bundles.processWatermark(new Watermark(7));

        assertThat(bundles.getOutput()).hasSize(2).last().isEqualTo(new Watermark(7));
    }

    private void add(String tenant, int minute) throws Exception {
        SeriesSet set = sets.computeIfAbsent(
                tenant, each -> new SeriesSet(List.of(new Series(each, null, "api.calls", "{}", 3_600))));
        bundles.processElement(measured(set, minute), 0);
    }

    private static Measured measured(SeriesSet set, int minute) {
        Measurement[] measurements = new Measurement[set.size()];
        for (int i = 0; i < measurements.length; i++) {
            measurements[i] = new Measurement(set.get(i), MINUTE + minute, Measurement.ON_TIME, 1, null);
        }
        return new Measured(set, MINUTE + minute, measurements);
    }

    private List<SliceBundle> passedOn() {
        return bundles.extractOutputValues();
    }
}
