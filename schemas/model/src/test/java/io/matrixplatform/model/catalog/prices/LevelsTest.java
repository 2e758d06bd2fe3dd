package io.matrixplatform.model.catalog.prices;

import static io.matrixplatform.model.catalog.prices.PriceSamples.TEN_THEN_FIVE;
import static io.matrixplatform.model.catalog.prices.PriceSamples.assertRefused;
import static io.matrixplatform.model.catalog.prices.PriceSamples.levels;
import static io.matrixplatform.model.catalog.prices.PriceSamples.total;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.model.catalog.prices.TimeWeighted.NegativeLevels;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LevelsTest {
    private static final Instant START = Instant.parse("2026-02-01T00:00:00Z");
    private static final Instant MIDDLE = Instant.parse("2026-02-15T00:00:00Z");
    private static final Instant END = Instant.parse("2026-03-01T00:00:00Z");
    private static final Price PEAK = new Capacity(new PerUnit(BigDecimal.ONE));
    private static final Price AVERAGE = new TimeWeighted(new PerUnit(BigDecimal.ONE), 9, NegativeLevels.CLAMP);

    @DisplayName("trap 15: 0.02218 over 744 hours")
    @Test
    void weighsLevelsOverTheHoursOfAMonth() {
        Usage.Levels august = levels(
                "2023-08-01T00:00:00Z",
                "2023-09-01T00:00:00Z",
                "0",
                "2023-08-01T00:00:00Z 2",
                "2023-08-01T01:00:00Z 5",
                "2023-08-01T01:30:00Z 6",
                "2023-08-01T02:00:00Z 2",
                "2023-08-01T04:00:00Z 0",
                "2023-08-01T05:00:00Z 10",
                "2023-08-01T05:30:00Z 0");
        Price price = new TimeWeighted(new PerUnit(BigDecimal.ONE), 5, NegativeLevels.CLAMP);

        assertThat(price.rate(august).amount()).isEqualByComparingTo("0.02218");
        assertThat(new TimeWeighted(new PerUnit(BigDecimal.ONE), 18, NegativeLevels.CLAMP)
                        .rate(august)
                        .amount())
                .isEqualByComparingTo("0.022177419354838710");
    }

    @DisplayName("trap 15: levels below zero are clamped where the model says so")
    @Test
    void clampsLevelsBelowZeroWhereTheModelSaysSo() {
        Usage.Levels day = levels("2023-08-01T00:00:00Z", "2023-08-02T00:00:00Z", "4", "2023-08-01T12:00:00Z -2");
        Usage.Levels under = levels("2023-08-01T00:00:00Z", "2023-08-02T00:00:00Z", "-4");
        Price unit = new PerUnit(BigDecimal.ONE);

        assertThat(new TimeWeighted(unit, 18, NegativeLevels.CLAMP).rate(day).amount())
                .isEqualByComparingTo("2");
        assertThat(new TimeWeighted(unit, 18, NegativeLevels.KEEP).rate(day).amount())
                .isEqualByComparingTo("1");
        assertThat(new TimeWeighted(unit, 18, NegativeLevels.KEEP).rate(under).amount())
                .isZero();
    }

    @Test
    void ratesTheHighestLevelThatWasHeld() {
        Usage.Levels day = levels(
                "2023-08-01T00:00:00Z",
                "2023-08-02T00:00:00Z",
                "4",
                "2023-08-01T10:00:00Z 99",
                "2023-08-01T10:00:00Z 7",
                "2023-08-01T12:00:00Z 1");

        assertThat(new Capacity(TEN_THEN_FIVE).rate(day).amount()).isEqualByComparingTo("72");
        assertThat(new Capacity(TEN_THEN_FIVE).rate(day).explanation().model()).isEqualTo("capacity of graduated");
        assertRefused(() -> new Capacity(TEN_THEN_FIVE).rate(total("1")), "usage", "usage-form");
        assertThat(new Capacity(new PerUnit(BigDecimal.ONE))
                        .rate(levels("2023-08-01T00:00:00Z", "2023-08-02T00:00:00Z", "0", "2023-08-01T23:59:59Z 3"))
                        .amount())
                .isEqualByComparingTo("3");
    }

    @Test
    void refusesChangesOutsideTheirWindow() {
        assertThat(levels("2023-08-01T00:00:00Z", "2023-08-02T00:00:00Z", "0", "2023-08-01T00:00:00Z 1")
                        .changes())
                .hasSize(1);
        assertRefused(
                () -> levels("2023-08-01T00:00:00Z", "2023-08-02T00:00:00Z", "0", "2023-08-02T00:00:00Z 1"),
                "changes/0/at",
                "change-inside-window");
        assertRefused(
                () -> levels("2023-08-01T00:00:00Z", "2023-08-02T00:00:00Z", "0", "2023-07-31T23:59:59Z 1"),
                "changes/0/at",
                "change-inside-window");
        assertRefused(
                () -> levels("2023-08-01T00:00:00Z", "2023-08-01T00:00:00Z", "0"), "to", "window-ends-after-start");
    }

    @DisplayName("trap 16: the peak and the average are the same in whatever order the levels were told")
    @Test
    void doesNotDependOnTheOrderInWhichLevelsOfDifferentTimesAreTold() {
        Random random = new Random(16);
        for (int run = 0; run < 500; run++) {
            List<Usage.Change> told = changes(random);
            List<Usage.Change> shuffled = new ArrayList<>(told);
            Collections.shuffle(shuffled, random);

            assertThat(PEAK.rate(month(BigDecimal.ONE, shuffled))).isEqualTo(PEAK.rate(month(BigDecimal.ONE, told)));
            assertThat(AVERAGE.rate(month(BigDecimal.ONE, shuffled)))
                    .isEqualTo(AVERAGE.rate(month(BigDecimal.ONE, told)));
        }
    }

    @DisplayName("trap 16: of several levels at one instant the last that was told holds")
    @Test
    void takesTheLatestOfSeveralLevelsAtOneInstant() {
        Usage.Levels day = levels(
                "2023-08-01T00:00:00Z",
                "2023-08-02T00:00:00Z",
                "0",
                "2023-08-01T12:00:00Z 9",
                "2023-08-01T06:00:00Z 1",
                "2023-08-01T12:00:00Z 3");

        assertThat(PEAK.rate(day).amount()).isEqualByComparingTo("3");
        assertThat(AVERAGE.rate(day).amount()).isEqualByComparingTo("1.75");
    }

    @DisplayName("trap 16: a restart with the level that was held finds the same, and peaks do not add across windows")
    @Test
    void goesOnFromTheLevelThatWasHeldAtARestart() {
        Random random = new Random(61);
        for (int run = 0; run < 500; run++) {
            List<Usage.Change> all = changes(random);
            List<Usage.Change> early =
                    all.stream().filter(one -> one.at().isBefore(MIDDLE)).toList();
            List<Usage.Change> late =
                    all.stream().filter(one -> !one.at().isBefore(MIDDLE)).toList();
            BigDecimal held = early.isEmpty()
                    ? BigDecimal.ONE
                    : early.get(early.size() - 1).level();
            Usage before = new Usage.Levels(START, MIDDLE, BigDecimal.ONE, early);
            Usage after = new Usage.Levels(MIDDLE, END, held, late);
            Usage whole = month(BigDecimal.ONE, all);

            assertThat(PEAK.rate(before).amount().max(PEAK.rate(after).amount()))
                    .isEqualByComparingTo(PEAK.rate(whole).amount());
            BigDecimal halves =
                    AVERAGE.rate(before).amount().add(AVERAGE.rate(after).amount());
            assertThat(halves.subtract(AVERAGE.rate(whole).amount().multiply(BigDecimal.valueOf(2)))
                            .abs())
                    .isLessThan(new BigDecimal("1E-8"));
        }
    }

    private static List<Usage.Change> changes(Random random) {
        Set<Instant> times = new TreeSet<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            times.add(START.plusSeconds(random.nextInt(28 * 86_400)));
        }
        return times.stream()
                .map(at -> new Usage.Change(at, BigDecimal.valueOf(random.nextInt(9_000), 3)))
                .toList();
    }

    private static Usage month(BigDecimal initial, List<Usage.Change> changes) {
        return new Usage.Levels(START, END, initial, changes);
    }
}
