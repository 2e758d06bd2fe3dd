package io.matrixplatform.streams.metering.repeats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SightingRunsTest {
    private static final int SECONDS_PER_DAY = 86_400;
    private static final int FILTERED_ROWS = 1_000;
    private static final long MONDAY = weeks(3_000);

    @Test
    void mergesSixteenOfAboutOneSize() {
        SightingRuns runs = SightingRuns.NONE;
        for (int i = 0; i < 15; i++) {
            runs = runs.with(run(runs, 4_000 + 20 * i, MONDAY + i));
        }
        runs = runs.with(run(runs, 300_000, MONDAY)).with(run(runs, 10, MONDAY));
        assertThat(runs.mergeable(MONDAY + 100, true)).isEmpty();

        SightingRuns one = runs.with(run(runs, 2_000, MONDAY + 20));

        assertThat(one.mergeable(MONDAY + 100, true))
                .hasSize(16)
                .allMatch(run -> run.rows() >= 2_000 && run.rows() < 5_000);
    }

    @Test
    void mergesAllOfAWeekThatIsOver() {
        SightingRuns runs = SightingRuns.NONE;
        runs = runs.with(run(runs, 40, MONDAY));
        runs = runs.with(run(runs, 100_000, MONDAY + weeks(1) - 1));
        SightingRuns before = runs;
        runs = runs.with(run(runs, 4_000, MONDAY + weeks(1)));

        assertThat(runs.mergeable(MONDAY + weeks(1) - 1, true)).isEmpty();
        assertThat(runs.mergeable(MONDAY + weeks(1), true)).isEqualTo(before.all());
    }

    @Test
    void keepsOneUntilTheNewestOfItIsFortySixDaysOld() {
        SightingRun old = SightingRun.of(
                0, List.of(SightingRun.of(0, 10, 0, MONDAY), SightingRun.of(1, 10, 0, MONDAY + 7)), FILTERED_ROWS);
        SightingRuns runs = SightingRuns.NONE.with(old).with(SightingRun.of(1, 10, 0, MONDAY + 8));
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
            SightingRuns kept =
                    runs.merging(new SightingMerge(runs.expired(now), null, 0)).merged();
            runs = kept.with(run(kept, rows, now));
            for (List<SightingRun> some = runs.mergeable(now, true);
                    !some.isEmpty();
                    some = runs.mergeable(now, true)) {
                SightingRun merged = SightingRun.of(runs.nextNumber(), some, FILTERED_ROWS);
                assertThat(merged.lastSecond() - merged.firstSecond()).isLessThan(weeks(1));
                writtenAgain += merged.rows();
                runs = runs.merging(new SightingMerge(some, merged, 0)).merged();
            }
            assertThat(runs.all()).hasSizeLessThan(90).doesNotHaveDuplicates();
        }
        // From one row to a million there are five sixteenfolds, and at the end of a week it is written once more.
        assertThat((double) writtenAgain / written).isLessThan(6);
    }

    @Test
    void haveNoTwoOfOneNumberWhileTheyAreMerged() {
        SightingRuns runs = SightingRuns.NONE.with(SightingRun.of(0, 10, 0, MONDAY));
        runs = runs.with(run(runs, 10, MONDAY + 1));
        SightingRun target = SightingRun.of(runs.nextNumber(), runs.all(), FILTERED_ROWS);
        SightingRuns merging = runs.merging(new SightingMerge(runs.all(), target, 0));
        SightingRuns grown = merging.with(run(merging, 10, MONDAY + 2));

        assertThat(grown.nextNumber()).isEqualTo(4);
        assertThat(grown.merged().all()).extracting(SightingRun::number).containsExactly(3, 2);
        assertThat(grown.merged().nextNumber()).isEqualTo(4);
    }

    @Test
    void haveAFilterOnceTheyHadOne() {
        SightingRun filtered = SightingRun.of(0, List.of(SightingRun.of(0, 2_000, 0, MONDAY)), 2_000);
        SightingRun small = SightingRun.of(1, 10, 0, MONDAY);

        assertThat(filtered.isFiltered()).isTrue();
        assertThat(SightingRun.of(2, List.of(filtered, small), 100_000).isFiltered())
                .isTrue();
        assertThat(SightingRun.of(2, List.of(small, small), 100_000).isFiltered())
                .isFalse();
    }

    @Test
    void leavesAloneWhatHasAFilterWhereThereIsNoRoomForAnother() {
        SightingRuns runs = SightingRuns.NONE;
        for (int i = 0; i < 16; i++) {
            SightingRun large = SightingRun.of(i, List.of(SightingRun.of(0, 2_000, 0, MONDAY)), FILTERED_ROWS);
            runs = runs.with(large);
        }

        assertThat(runs.mergeable(MONDAY, true)).hasSize(16).allMatch(SightingRun::isFiltered);
        assertThat(runs.mergeable(MONDAY, false)).isEmpty();
        assertThat(runs.mergeable(MONDAY + weeks(1), false)).isEmpty();
    }

    @Test
    void isMergedNoMoreWhenItIsTooLargeToBeCounted() {
        SightingRuns runs = SightingRuns.NONE;
        for (int i = 0; i < 16; i++) {
            runs = runs.with(run(runs, (1 << 26) + 1, MONDAY));
        }

        assertThat(runs.mergeable(MONDAY, true)).isEmpty();
        assertThat(runs.mergeable(MONDAY + weeks(1), true)).isEmpty();
    }

    @Test
    void pagesHaveAboutAHundredRows() {
        assertThat(SightingRun.of(0, 1, 0, 0).pages()).isEqualTo(1);
        assertThat(SightingRun.of(0, 255, 0, 0).pages()).isEqualTo(1);
        assertThat(SightingRun.of(0, 256, 0, 0).pages()).isEqualTo(2);
        assertThat(SightingRun.of(0, 100_000, 0, 0).pages()).isEqualTo(512);
        assertThat(SightingRun.of(0, 256, 0, 0).pageOf(-1L)).isEqualTo(1);
        assertThat(SightingRun.of(0, 1, 0, 0).pageOf(-1L)).isZero();
    }

    private static SightingRun run(SightingRuns runs, int rows, long second) {
        return SightingRun.of(runs.nextNumber(), rows, 0, second);
    }

    private static long weeks(long count) {
        return count * 7 * SECONDS_PER_DAY;
    }
}
