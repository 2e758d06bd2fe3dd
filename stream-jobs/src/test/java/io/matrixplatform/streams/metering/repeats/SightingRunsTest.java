package io.matrixplatform.streams.metering.repeats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SightingRunsTest {
    private static final int SECONDS_PER_DAY = 86_400;
    private static final long MONDAY = weeks(3_000);

    @Test
    void mergesSixteenOfAboutOneSize() {
        SightingRuns runs = SightingRuns.NONE;
        for (int i = 0; i < 15; i++) {
            runs = runs.with(run(runs, 4_000 + 20 * i, MONDAY + i));
        }
        runs = runs.with(run(runs, 300_000, MONDAY)).with(run(runs, 10, MONDAY));
        assertThat(runs.mergeable(MONDAY + 100)).isEmpty();

        SightingRuns one = runs.with(run(runs, 2_000, MONDAY + 20));

        assertThat(one.mergeable(MONDAY + 100)).hasSize(16).allMatch(run -> run.rows() >= 2_000 && run.rows() < 5_000);
    }

    @Test
    void mergesAllOfAWeekThatIsOver() {
        SightingRuns runs = SightingRuns.NONE;
        runs = runs.with(run(runs, 40, MONDAY));
        runs = runs.with(run(runs, 100_000, MONDAY + weeks(1) - 1));
        SightingRuns before = runs;
        runs = runs.with(run(runs, 4_000, MONDAY + weeks(1)));

        assertThat(runs.mergeable(MONDAY + weeks(1) - 1)).isEmpty();
        assertThat(runs.mergeable(MONDAY + weeks(1))).isEqualTo(before.all());
    }

    @Test
    void keepsOneUntilTheNewestOfItIsFortySixDaysOld() {
        SightingRun old = SightingRun.of(0, List.of(SightingRun.of(0, 10, MONDAY), SightingRun.of(1, 10, MONDAY + 7)));
        SightingRuns runs = SightingRuns.NONE.with(old).with(SightingRun.of(1, 10, MONDAY + 8));
        long end = MONDAY + 7 + Duration.ofDays(46).toSeconds();

        assertThat(runs.expired(end - 1)).isEmpty();
        assertThat(runs.expired(end)).containsExactly(old);
    }

    @Test
    void areFewAndSeldomWrittenAgainWhateverComes() {
        SplittableRandom random = new SplittableRandom(5);
        SightingRuns runs = SightingRuns.NONE;
        long written = 0;
        long writtenAgain = 0;
        long now = MONDAY;
        for (int i = 0; i < 20_000; i++) {
            int rows = 1 + random.nextInt(1 << random.nextInt(13));
            now += random.nextInt(600);
            written += rows;
            SightingRuns kept = runs.without(runs.expired(now));
            runs = kept.with(run(kept, rows, now));
            for (List<SightingRun> some = runs.mergeable(now); !some.isEmpty(); some = runs.mergeable(now)) {
                SightingRun merged = SightingRun.of(runs.nextNumber(), some);
                assertThat(merged.lastSecond() - merged.firstSecond()).isLessThan(weeks(1));
                writtenAgain += merged.rows();
                runs = runs.without(some).with(merged);
            }
            assertThat(runs.all()).hasSizeLessThan(90).doesNotHaveDuplicates();
        }
        // From one row to a million there are five sixteenfolds, and at the end of a week it is written once more.
        assertThat((double) writtenAgain / written).isLessThan(6);
    }

    @Test
    void pagesHaveAboutAHundredRows() {
        assertThat(SightingRun.of(0, 1, 0).pages()).isEqualTo(1);
        assertThat(SightingRun.of(0, 255, 0).pages()).isEqualTo(1);
        assertThat(SightingRun.of(0, 256, 0).pages()).isEqualTo(2);
        assertThat(SightingRun.of(0, 100_000, 0).pages()).isEqualTo(512);
        assertThat(SightingRun.of(0, 256, 0).pageOf(-1L)).isEqualTo(1);
        assertThat(SightingRun.of(0, 1, 0).pageOf(-1L)).isZero();
    }

    private static SightingRun run(SightingRuns runs, int rows, long second) {
        return SightingRun.of(runs.nextNumber(), rows, second);
    }

    private static long weeks(long count) {
        return count * 7 * SECONDS_PER_DAY;
    }
}
