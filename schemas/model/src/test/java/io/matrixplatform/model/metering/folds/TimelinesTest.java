package io.matrixplatform.model.metering.folds;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.matrixplatform.model.metering.Identity;
import io.matrixplatform.model.time.TimeWindow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TimelinesTest {
    private static final TimeWindow HOUR = SampleCase.HOUR;
    private static final Folding FIVE_MINUTES = Folding.sampled(Duration.ofMinutes(5));
    private static final BigDecimal HAIR = new BigDecimal("1E-14");

    static Stream<SampleCase> cases() {
        return SampleCase.all().stream();
    }

    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void comesToWhatTheTableSays(SampleCase each) {
        Timelines<String> timelines = of(each.folding(), each.samples());

        assertThat(timelines.total(HOUR)).isEqualTo(FoldResult.exact(each.quantity()));
        assertThat(timelines.gaps(HOUR)).containsExactlyInAnyOrderElementsOf(each.gaps());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void isTheSameWhateverTheOrderTheRepeatsAndTheSplitIntoFolds(int seed) {
        Random random = new Random(seed);
        List<SampleCase.Taken> samples = instances(random);
        Timelines<String> expected = of(FIVE_MINUTES, samples);

        for (int run = 0; run < 4; run++) {
            List<SampleCase.Taken> shuffled = new ArrayList<>(samples);
            Collections.shuffle(shuffled, random);
            Timelines<String> replayed = new Timelines<>();
            Map<Long, Fold> slices = new HashMap<>();
            for (SampleCase.Taken sample : shuffled) {
                long slice = Math.floorDiv(sample.occurredAt().getEpochSecond(), 900) * 2 + random.nextInt(2);
                slices.computeIfAbsent(slice, any -> FIVE_MINUTES.start()).add(sample.toObservation());
            }
            List<Fold> folds = new ArrayList<>(slices.values());
            Collections.shuffle(folds, random);
            folds.forEach(fold -> replayed.add("", Fold.fromBytes(fold.toBytes())));

            assertThat(replayed.total(HOUR)).isEqualTo(expected.total(HOUR));
            assertThat(replayed.gaps(HOUR)).isEqualTo(expected.gaps(HOUR));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void comesToTheSameInAnySplitOfTheTime(int seed) {
        Random random = new Random(seed);
        Timelines<String> timelines = of(FIVE_MINUTES, instances(random));
        BigDecimal sum = BigDecimal.ZERO;
        for (Instant start = HOUR.start(); start.isBefore(HOUR.end()); ) {
            Instant end = start.plusSeconds(1 + random.nextInt(700));
            TimeWindow part = new TimeWindow(start, end.isBefore(HOUR.end()) ? end : HOUR.end());
            sum = sum.add(timelines.total(part).quantity());
            start = part.end();
        }

        assertThat(sum).isCloseTo(timelines.total(HOUR).quantity(), within());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void dependsOnNothingBeyondTheHoldAroundTheTime(int seed) {
        List<SampleCase.Taken> samples = instances(new Random(seed));
        TimeWindow part =
                new TimeWindow(HOUR.start().plusSeconds(1_000), HOUR.start().plusSeconds(2_000));
        List<SampleCase.Taken> near = samples.stream()
                .filter(sample -> !sample.occurredAt().isBefore(part.start().minusSeconds(300))
                        && !sample.occurredAt().isAfter(part.end().plusSeconds(300)))
                .toList();

        assertThat(of(FIVE_MINUTES, near).total(part))
                .isEqualTo(of(FIVE_MINUTES, samples).total(part));
    }

    /** Second by second and by another way of thinking: what each second of an instance has, said by the samples around it. */
    @ParameterizedTest
    @MethodSource("seeds")
    void comesToWhatEachSecondHasWhereverInstancesRestart(int seed) {
        Random random = new Random(seed);
        List<SampleCase.Taken> samples = instances(random);
        BigDecimal expected = BigDecimal.ZERO;
        for (String instance : List.of("a", "b", "c")) {
            for (int second = 0; second < 3_600; second++) {
                expected = expected.add(levelAt(HOUR.start().plusSeconds(second), instance, samples));
            }
        }

        BigDecimal quantity = of(FIVE_MINUTES, samples).total(HOUR).quantity();
        assertThat(quantity).isNotNegative();
        assertThat(quantity).isCloseTo(expected.divide(BigDecimal.valueOf(3_600), 18, RoundingMode.HALF_UP), within());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void coversEverySecondAfterTheFirstSampleByUsageOrAGap(int seed) {
        Random random = new Random(seed);
        List<SampleCase.Taken> levels = new ArrayList<>();
        int second = random.nextInt(600);
        int first = second;
        while (second < 3_500) {
            levels.add(taken("a", second, false, BigDecimal.ONE, random.nextInt(9) == 0 ? second : 0, levels.size()));
            second += 1 + random.nextInt(700);
        }
        Timelines<String> timelines = of(FIVE_MINUTES, levels);

        long gaps = timelines.gaps(HOUR).stream()
                .mapToLong(gap -> gap.time().length().toSeconds())
                .sum();
        BigDecimal used = timelines.total(HOUR).quantity().multiply(BigDecimal.valueOf(3_600));
        assertThat(used.add(BigDecimal.valueOf(gaps))).isCloseTo(BigDecimal.valueOf(3_600 - first), within());
    }

    @Test
    void endsALevelAtTheNextSampleWhoeverThatCountsFor() {
        Timelines<String> timelines = new Timelines<>();
        timelines.add("before", fold(List.of(taken("a", 0, false, BigDecimal.TEN, 0, 0))));
        timelines.add("after", fold(List.of(taken("a", 60, false, BigDecimal.ONE, 0, 1))));

        Map<String, FoldResult> over =
                timelines.over(new TimeWindow(HOUR.start(), HOUR.start().plusSeconds(120)));

        assertThat(over.get("before")).isEqualTo(FoldResult.exact(hours(600)));
        assertThat(over.get("after")).isEqualTo(FoldResult.exact(hours(60)));
    }

    @Test
    void takesTheLastOfSeveralSamplesWithinOneSecond() {
        long micros = HOUR.start().getEpochSecond() * 1_000_000;
        Sampling sampling = new Sampling(new Probe("a", "cpu"), false, Sampling.UNKNOWN);
        Fold fold = FIVE_MINUTES.start();
        for (int i : new int[] {1, 3, 2}) {
            fold.add(Observation.of(BigDecimal.valueOf(i), micros + i, new Identity(0, 9 - i))
                    .sampled(sampling));
        }

        assertThat(fold.result(HOUR)).isEqualTo(FoldResult.exact(hours(3 * 300)));
    }

    @Test
    void forgetsWhatIsTakenBack() {
        SampleCase.Taken kept = taken("a", 0, false, BigDecimal.ONE, 0, 0);
        SampleCase.Taken wrong = taken("a", 30, false, BigDecimal.TEN, 0, 1);
        Fold fold = fold(List.of(kept));
        fold.remove(wrong.toObservation());
        fold.add(wrong.toObservation());
        Timelines<String> timelines = new Timelines<>();
        timelines.add("", fold);

        assertThat(timelines.total(HOUR)).isEqualTo(FoldResult.exact(hours(300)));
    }

    @Test
    void saysWhenThereAreMoreProbesThanAFoldKeeps() {
        List<SampleCase.Taken> samples = new ArrayList<>();
        for (int i = 0; i < 3 * SampledLevel.PROBES_KEPT; i++) {
            samples.add(taken("i" + i, 0, false, BigDecimal.ONE, 0, i));
        }
        Fold fold = fold(samples);
        Collections.shuffle(samples, new Random(1));

        assertThat(fold(samples)).isEqualTo(fold);
        assertThat(fold.result(HOUR))
                .isEqualTo(
                        new FoldResult(hours(300 * SampledLevel.PROBES_KEPT), ErrorBound.of(ErrorBound.Kind.AT_LEAST)));
        assertThat(Fold.fromBytes(fold.toBytes())).isEqualTo(fold).isEqualTo(fold.copy());
    }

    @Test
    void staysBoundedWhateverIsSampled() {
        Random random = new Random(9);
        Fold fold = FIVE_MINUTES.start();
        for (int i = 0; i < 60_000; i++) {
            fold.add(taken("i" + random.nextInt(40), random.nextInt(900), true, new BigDecimal("99999.5"), 1, i)
                    .toObservation());
        }

        assertThat(fold.toBytes().length).as("what a Kafka record takes").isLessThan(900_000);
    }

    @Test
    void refusesBytesThatAreNoFoldAndFoldsOfAnotherHold() {
        byte[] bytes = fold(List.of(taken("a", 0, true, BigDecimal.ONE, 5, 0))).toBytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatIllegalArgumentException().isThrownBy(() -> Fold.fromBytes(cut));
        }
        Fold other = Folding.sampled(Duration.ofMinutes(6)).start();
        assertThatIllegalArgumentException().isThrownBy(() -> other.merge(FIVE_MINUTES.start()));
        assertThatIllegalArgumentException().isThrownBy(() -> Folding.sampled(Duration.ofMinutes(61)));
        assertThatIllegalArgumentException().isThrownBy(() -> Folding.sampled(Duration.ofMillis(1_500)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Folding(Aggregation.MAX, null, Duration.ofMinutes(1)));
    }

    private static BigDecimal levelAt(Instant second, String instance, List<SampleCase.Taken> samples) {
        SampleCase.Taken before = null;
        SampleCase.Taken after = null;
        for (SampleCase.Taken sample : samples) {
            if (!sample.instance().equals(instance)) {
                continue;
            }
            boolean isPast = !sample.occurredAt().isAfter(second);
            if (isPast && (before == null || sample.occurredAt().isAfter(before.occurredAt()))) {
                before = sample;
            }
            if (!isPast && (after == null || sample.occurredAt().isBefore(after.occurredAt()))) {
                after = sample;
            }
        }
        if (before == null) {
            return BigDecimal.ZERO;
        }
        boolean isNewLife = after != null && !Objects.equals(after.startedAt(), before.startedAt());
        if (!before.cumulative()) {
            boolean isOver =
                    after != null && isNewLife && !second.isBefore(requireNonNull(after.startedAt(), "startedAt"));
            boolean isOld = second.getEpochSecond() - before.occurredAt().getEpochSecond() >= 300;
            return isOver || isOld ? BigDecimal.ZERO : before.value();
        }
        if (after == null || isNewLife || after.value().compareTo(before.value()) < 0) {
            return BigDecimal.ZERO;
        }
        long seconds = Duration.between(before.occurredAt(), after.occurredAt()).toSeconds();
        return seconds > 300
                ? BigDecimal.ZERO
                : after.value().subtract(before.value()).divide(BigDecimal.valueOf(seconds), 25, RoundingMode.HALF_UP);
    }

    /** A level and two counters; they restart at any time, sometimes without a word about when. */
    private static List<SampleCase.Taken> instances(Random random) {
        List<SampleCase.Taken> samples = new ArrayList<>();
        for (String instance : List.of("a", "b", "c")) {
            boolean cumulative = !instance.equals("a");
            int started = -5_000;
            BigDecimal counted = BigDecimal.ZERO;
            for (int second = -1_500;
                    second < 5_000;
                    second += 1 + random.nextInt(random.nextInt(8) == 0 ? 900 : 120)) {
                if (random.nextInt(12) == 0) {
                    counted = BigDecimal.ZERO;
                    started = instance.equals("c") ? started : second - random.nextInt(60);
                }
                counted = counted.add(BigDecimal.valueOf(random.nextInt(100_000), 3));
                BigDecimal value = cumulative ? counted : BigDecimal.valueOf(random.nextInt(64_000), 2);
                samples.add(taken(instance, second, cumulative, value, started, samples.size()));
            }
        }
        return samples;
    }

    private static SampleCase.Taken taken(
            String instance, int second, boolean cumulative, BigDecimal value, int started, int number) {
        return new SampleCase.Taken(
                "e" + number,
                instance,
                HOUR.start().plusSeconds(second),
                cumulative,
                value,
                HOUR.start().plusSeconds(started));
    }

    private static Timelines<String> of(Folding folding, List<SampleCase.Taken> samples) {
        Fold fold = folding.start();
        samples.forEach(sample -> fold.add(sample.toObservation()));
        Timelines<String> timelines = new Timelines<>();
        timelines.add("", fold);
        return timelines;
    }

    private static Fold fold(List<SampleCase.Taken> samples) {
        Fold fold = FIVE_MINUTES.start();
        samples.forEach(sample -> fold.add(sample.toObservation(Identity.of("t", "s", sample.eventId()))));
        return fold;
    }

    private static BigDecimal hours(long levelSeconds) {
        return BigDecimal.valueOf(levelSeconds).divide(BigDecimal.valueOf(3_600), 18, RoundingMode.HALF_UP);
    }

    private static org.assertj.core.data.Offset<BigDecimal> within() {
        return org.assertj.core.data.Offset.offset(HAIR);
    }
}
