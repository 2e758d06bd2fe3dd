package io.matrixplatform.streams.metering.sums;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.streams.metering.meters.Measurement;
import io.matrixplatform.streams.metering.meters.Series;
import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BundleSlicesTest {
    private static final long MINUTE = 29_000_010;

    private OneInputStreamOperatorTestHarness<Measurement, SliceBundle> bundles;

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
        Series series = new Series(tenant, null, "api.calls", "{}", 3_600);
        bundles.processElement(new Measurement(series, MINUTE + minute, Measurement.ON_TIME, 1, null), 0);
    }

    private List<SliceBundle> passedOn() {
        return bundles.extractOutputValues();
    }
}
