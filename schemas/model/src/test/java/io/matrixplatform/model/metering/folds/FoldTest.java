package io.matrixplatform.model.metering.folds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.matrixplatform.model.metering.Identity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FoldTest {
    private static final List<Folding> ALL = List.of(
            Folding.of(Aggregation.MIN),
            Folding.of(Aggregation.MAX),
            Folding.of(Aggregation.AVERAGE),
            Folding.of(Aggregation.LATEST),
            Folding.of(Aggregation.UNIQUE_COUNT),
            Folding.percentile(new BigDecimal("99")),
            Folding.of(Aggregation.TIME_WEIGHTED_SUM));

    static Stream<FoldCase> cases() {
        return FoldCase.all().stream();
    }

    static Stream<Folding> foldings() {
        return ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void comesToWhatTheTableSays(FoldCase each) {
        FoldResult result = fold(each.folding(), observations(each)).result(FoldCase.HOUR);

        assertThat(each.agreesWith(result)).as("%s", result).isTrue();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isTheSameWhateverTheOrderAndTheSplit(FoldCase each) {
        Random random = new Random(1);
        byte[] expected = fold(each.folding(), observations(each)).toBytes();

        for (int run = 0; run < 5; run++) {
            assertThat(inParts(each.folding(), observations(each), random).toBytes())
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("foldings")
    void forgetsWhatIsTakenBackWhateverTheOrder(Folding folding) {
        Random random = new Random(2);
        for (int run = 0; run < 20; run++) {
            List<Observation> kept = random(folding, random, 1 + random.nextInt(400), 0);
            List<Observation> takenBack = random(folding, random, 1 + random.nextInt(10), 10_000);
            Fold expected = fold(folding, kept);
            List<Runnable> steps = new ArrayList<>();
            Fold fold = folding.start();
            kept.forEach(each -> steps.add(() -> fold.add(each)));
            takenBack.forEach(each -> steps.add(() -> fold.add(each)));
            takenBack.forEach(each -> steps.add(() -> fold.remove(each)));
            Collections.shuffle(steps, random);
            steps.forEach(Runnable::run);

            FoldResult is = fold.result(FoldCase.HOUR);
            FoldResult should = expected.result(FoldCase.HOUR);
            if (should.error() == null && is.error() == null) {
                assertThat(is).isEqualTo(should);
            } else {
                BigDecimal allowed = should.quantity().abs().multiply(new BigDecimal("0.07"));
                assertThat(is.quantity().subtract(should.quantity()).abs()).isLessThanOrEqualTo(allowed);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("foldings")
    void returnsFromItsBytesAndGoesOn(Folding folding) {
        Random random = new Random(3);
        for (int size : new int[] {0, 1, 5, 200, 2_000}) {
            List<Observation> before = random(folding, random, size, 0);
            Observation after = random(folding, random, 1, 50_000).get(0);
            Fold fold = fold(folding, before);

            Fold read = Fold.fromBytes(fold.toBytes());
            read.add(after);
            fold.add(after);

            assertThat(read).isEqualTo(fold).hasSameHashCodeAs(fold);
            assertThat(fold.copy()).isEqualTo(fold);
        }
    }

    @ParameterizedTest
    @MethodSource("foldings")
    void staysBoundedWhateverIsAdded(Folding folding) {
        Fold fold = fold(folding, random(folding, new Random(4), 30_000, 0));

        assertThat(fold.toBytes().length).isLessThan(200_000);
    }

    @ParameterizedTest
    @MethodSource("foldings")
    void comesToNothingWhenAllIsTakenBack(Folding folding) {
        List<Observation> all = random(folding, new Random(5), 10, 0);
        Fold fold = fold(folding, all);
        all.forEach(fold::remove);

        assertThat(fold.result(FoldCase.HOUR)).isEqualTo(new FoldResult(BigDecimal.ZERO, null));
    }

    @ParameterizedTest
    @MethodSource("foldings")
    void refusesBytesThatAreNoFold(Folding folding) {
        byte[] bytes = fold(folding, random(folding, new Random(6), 20, 0)).toBytes();

        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatIllegalArgumentException().isThrownBy(() -> Fold.fromBytes(cut));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Fold.fromBytes(Arrays.copyOf(bytes, bytes.length + 1)));
    }

    @Test
    void refusesToMergeWithAnotherKind() {
        for (Folding one : ALL) {
            for (Folding other : ALL) {
                if (!one.equals(other)) {
                    assertThatIllegalArgumentException()
                            .isThrownBy(() -> one.start().merge(other.start()));
                }
            }
        }
    }

    @Test
    void decidesTheLatestOfOneInstantByTheIdentity() {
        Fold fold = Folding.of(Aggregation.LATEST).start();
        fold.add(new Observation(BigDecimal.ONE, 0, 5, new Identity(-1, 0)));
        fold.add(new Observation(BigDecimal.TEN, 0, 5, new Identity(1, 7)));

        assertThat(fold.result(FoldCase.HOUR).quantity()).as("the larger bytes").isEqualByComparingTo("1");
    }

    @Test
    void saysWhenMoreWasTakenBackThanIsRemembered() {
        List<Observation> all = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            all.add(Observation.of(BigDecimal.valueOf(i), i, new Identity(0, i)));
        }
        Fold least = fold(Folding.of(Aggregation.MIN), all);
        all.subList(0, Extreme.VALUES_KEPT - 1).forEach(least::remove);
        assertThat(least.result(FoldCase.HOUR)).isEqualTo(FoldResult.exact(BigDecimal.valueOf(Extreme.VALUES_KEPT)));

        least.remove(all.get(Extreme.VALUES_KEPT - 1));

        assertThat(least.result(FoldCase.HOUR).error()).isEqualTo(ErrorBound.of(ErrorBound.Kind.AT_LEAST));
        assertThat(least.result(FoldCase.HOUR).quantity()).isLessThanOrEqualTo(BigDecimal.valueOf(33));
    }

    @Test
    void estimatesUniquesWithinThreeTimesItsStandardError() {
        for (int size : new int[] {1_025, 5_000, 100_000}) {
            Fold fold = Folding.of(Aggregation.UNIQUE_COUNT).start();
            for (int i = 0; i < size; i++) {
                fold.add(Observation.of("user-" + i, i, new Identity(0, i)));
            }
            double error = fold.result(FoldCase.HOUR).quantity().doubleValue() / size - 1;
            assertThat(Math.abs(error)).isLessThan(3 * 0.0313);
        }
    }

    @Test
    void putsEveryValueIntoABucketWhoseMiddleIsNear() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            BigDecimal value = BigDecimal.valueOf(random.nextLong() >> random.nextInt(62), random.nextInt(19));
            BigDecimal middle = Percentile.Bucket.middle(Percentile.Bucket.of(value));
            assertThat(middle.subtract(value).abs())
                    .as("%s", value)
                    .isLessThanOrEqualTo(value.abs().multiply(new BigDecimal("0.00390625")));
        }
    }

    @Test
    void keepsTheOrderOfValuesInItsBuckets() {
        Random random = new Random(8);
        for (int i = 0; i < 20_000; i++) {
            BigDecimal one = BigDecimal.valueOf(random.nextInt(1_000) - 500, random.nextInt(3));
            BigDecimal other = BigDecimal.valueOf(random.nextInt(1_000) - 500, random.nextInt(3));
            int order = Integer.compare(Percentile.Bucket.of(one), Percentile.Bucket.of(other));
            assertThat(order * one.compareTo(other)).isNotNegative();
        }
    }

    @Test
    void carriesALevelFromOneWindowToTheNext() {
        Levels levels = new Levels(FoldCase.HOUR);
        levels.add(level(-4_000, 3)); // before the hour: it holds at its start
        levels.add(level(1_800, 9));
        levels.add(level(5_000, 100)); // after it

        assertThat(levels.result().quantity()).isEqualByComparingTo("6");
        assertThatIllegalArgumentException().isThrownBy(() -> levels.add(level(0, 1)));
    }

    private static Fold level(int second, int level) {
        long micros = FoldCase.HOUR.start().plusSeconds(second).getEpochSecond() * 1_000_000;
        return fold(
                Folding.of(Aggregation.TIME_WEIGHTED_SUM),
                List.of(Observation.of(BigDecimal.valueOf(level), micros, new Identity(0, second))));
    }

    private static List<Observation> observations(FoldCase each) {
        return each.values().stream()
                .map(value -> value.toObservation(each.folding()))
                .toList();
    }

    private static Fold fold(Folding folding, List<Observation> observations) {
        Fold fold = folding.start();
        observations.forEach(fold::add);
        return fold;
    }

    private static Fold inParts(Folding folding, List<Observation> observations, Random random) {
        List<Observation> shuffled = new ArrayList<>(observations);
        Collections.shuffle(shuffled, random);
        List<Fold> parts = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(6); i++) {
            parts.add(folding.start());
        }
        shuffled.forEach(each -> parts.get(random.nextInt(parts.size())).add(each));
        while (parts.size() > 1) {
            Fold last = parts.remove(parts.size() - 1);
            parts.get(random.nextInt(parts.size())).merge(Fold.fromBytes(last.toBytes()));
        }
        return parts.get(0);
    }

    private static List<Observation> random(Folding folding, Random random, int size, int firstIdentity) {
        List<Observation> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            BigDecimal number = BigDecimal.valueOf(random.nextInt(100_000) - 1_000, random.nextInt(3));
            all.add(new FoldCase.Value(
                            FoldCase.HOUR.start().plusSeconds(random.nextInt(900)),
                            new Identity(random.nextLong(), firstIdentity + i),
                            number)
                    .toObservation(folding));
        }
        return all;
    }
}
