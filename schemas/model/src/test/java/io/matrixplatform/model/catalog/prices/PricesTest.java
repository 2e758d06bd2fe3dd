package io.matrixplatform.model.catalog.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.matrixplatform.model.catalog.prices.Step.Kind;
import io.matrixplatform.model.catalog.prices.TimeWeighted.NegativeLevels;
import io.matrixplatform.model.metering.Dimensions;
import io.matrixplatform.model.rules.RuleViolation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricesTest {
    private static final Price GRADUATED =
            new Graduated(List.of(tier("5", "12", "2"), tier("10", "8", "0"), tier(null, "5", "3")), ZeroUsage.CHARGE);
    private static final Price TEN_THEN_FIVE =
            new Graduated(List.of(tier("10", "10", "2"), tier(null, "5", "3")), ZeroUsage.CHARGE);
    private static final Price VOLUME =
            new Volume(List.of(tier("15", "10", "0"), tier(null, "5", "0")), ZeroUsage.CHARGE);

    @ParameterizedTest
    @CsvSource({"10,102", "11,110", "20,155", "0,2", "-3,2", "0.5,7", "10.2,106"})
    void graduatesAtBothSidesOfABound(String units, String amount) {
        assertThat(TEN_THEN_FIVE.rate(total(units)).amount()).isEqualByComparingTo(amount);
    }

    @Test
    void entersTheNextTierWithTheFirstFractionOfAUnit() {
        assertThat(GRADUATED.rate(total("5")).amount()).isEqualByComparingTo("62");
        assertThat(GRADUATED.rate(total("5.001")).amount()).isEqualByComparingTo("62.008");
        assertThat(GRADUATED.rate(total("5")).explanation().steps()).hasSize(1);
        assertThat(GRADUATED.rate(total("5.001")).explanation().steps())
                .extracting(Step::what, step -> step.quantity().toPlainString())
                .containsExactly(tuple("1", "5"), tuple("2", "0.001"));
    }

    @ParameterizedTest
    @CsvSource({"15,150", "16,80", "15.001,75.005", "0,0"})
    void repricesAllUnitsByVolume(String units, String amount) {
        assertThat(VOLUME.rate(total(units)).amount()).isEqualByComparingTo(amount);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,7", "9,7", "10,7", "10.5,14", "11,14", "100,70"})
    void paysBegunPackagesInFull(String units, String amount) {
        Price price = new PackagePrice(new BigDecimal("10"), new BigDecimal("7"), BigDecimal.ZERO);

        assertThat(price.rate(total(units)).amount()).isEqualByComparingTo(amount);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "5,0", "5.1,7", "15,7", "16,14"})
    void beginsPackagesAfterTheFreeUnits(String units, String amount) {
        Price price = new PackagePrice(new BigDecimal("10"), new BigDecimal("7"), new BigDecimal("5"));

        assertThat(price.rate(total(units)).amount()).isEqualByComparingTo(amount);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // rate, fee, min, max, free events, free units, amounts, cost
                "1.2,0,-,-,-,-,1000,12",
                "1.2,2,-,-,-,-,1000 500,22",
                "10,0,5,-,-,-,10 100,15",
                "10,0,-,5,-,-,10 100,6",
                "10,1,2,8,-,-,5 20 1000,13",
                "10,1,-,-,2,-,100 100 100,11",
                "10,1,-,-,-,150,100 100 100,17",
                "10,1,-,-,1,150,100 100 100,22",
                "10,1,-,-,3,150,100 100 100,17",
                "10,1,-,-,0,150,100,11",
                "10,1,-,-,3,0,100,11",
                "10,0,6,-,-,150,100 100,6",
                "10,0,6,-,-,200,100 100,0",
                "10,1,2,-,-,-,0 -5,0"
            })
    void chargesAPercentageAndAFeeOfWhatIsNotFree(
            String rate,
            String fee,
            @Nullable String minimum,
            @Nullable String maximum,
            @Nullable Integer freeEvents,
            @Nullable String freeUnits,
            String amounts,
            String cost) {
        Price price = new Percentage(
                new BigDecimal(rate),
                new BigDecimal(fee),
                decimal(minimum),
                decimal(maximum),
                freeEvents,
                decimal(freeUnits));

        assertThat(price.rate(events(amounts)).amount()).isEqualByComparingTo(cost);
    }

    @Test
    void takesAPercentageOfATotalWhereNothingIsByTheEvent() {
        Price plain = new Percentage(new BigDecimal("2.5"), BigDecimal.ZERO, null, null, null, new BigDecimal("100"));
        Price withFee = new Percentage(new BigDecimal("2.5"), BigDecimal.ONE, null, null, null, null);

        assertThat(plain.rate(total("300")).amount()).isEqualByComparingTo("5");
        assertRefused(() -> withFee.rate(total("300")), "usage", "usage-form");
    }

    @ParameterizedTest
    @CsvSource({"0,1", "100,11", "100.01,13.0005", "300,23"})
    void graduatesAPercentage(String amount, String cost) {
        Price price = new GraduatedPercentage(List.of(tier("100", "10", "1"), tier(null, "5", "2")), ZeroUsage.CHARGE);

        assertThat(price.rate(total(amount)).amount()).isEqualByComparingTo(cost);
    }

    @Test
    void sumsThePricesOfTheEvents() {
        Price price = new Dynamic(new BigDecimal("1.2"));
        Usage usage = new Usage.Events(List.of(
                new Usage.Event(BigDecimal.ONE, new BigDecimal("0.10")),
                new Usage.Event(BigDecimal.TEN, new BigDecimal("0.000000000000000005"))));

        Rated rated = price.rate(usage);

        assertThat(rated.amount()).isEqualByComparingTo("0.120000000000000006");
        assertThat(rated.explanation().quantity()).isEqualByComparingTo("11");
        assertRefused(() -> price.rate(events("1")), "usage/events/0/price", "event-priced");
        assertThat(price.rate(new Usage.Events(List.of(new Usage.Event(BigDecimal.ONE, BigDecimal.TEN.negate()))))
                        .amount())
                .isZero();
    }

    @Test
    void ratesEachCombinationByTheEntryThatMatchesMost() {
        Price matrix = new Matrix(List.of(
                entry(Map.of(), "1"),
                entry(Map.of("region", "eu"), "2"),
                entry(Map.of("region", "eu", "model", "large"), "5")));
        Usage usage = new Usage.Cells(Map.of(
                Dimensions.of(Map.of("region", "eu", "model", "large")), new BigDecimal("10"),
                Dimensions.of(Map.of("region", "eu", "model", "small")), new BigDecimal("10"),
                Dimensions.of(Map.of("region", "eu", "model", "tiny")), new BigDecimal("1"),
                Dimensions.of(Map.of("region", "us", "model", "large")), new BigDecimal("10")));

        Rated rated = matrix.rate(usage);

        assertThat(rated.amount()).isEqualByComparingTo("82");
        assertThat(rated.explanation().quantity()).isEqualByComparingTo("31");
        assertThat(rated.explanation().steps())
                .filteredOn(step -> step.kind() == Kind.CELL)
                .extracting(Step::what)
                .containsExactly("{}", "{\"region\":\"eu\"}", "{\"model\":\"large\",\"region\":\"eu\"}");
        assertThat(matrix.rate(new Usage.Cells(Map.of())).amount()).isZero();
    }

    @Test
    void prefersTheEarlierOfTwoEntriesThatMatchAsMuch() {
        Price matrix = new Matrix(List.of(entry(Map.of("a", "1"), "3"), entry(Map.of("b", "1"), "4")));
        Usage both = new Usage.Cells(Map.of(Dimensions.of(Map.of("a", "1", "b", "1")), BigDecimal.ONE));
        Usage none = new Usage.Cells(Map.of(Dimensions.of(Map.of("c", "1")), BigDecimal.ONE));

        assertThat(matrix.rate(both).amount()).isEqualByComparingTo("3");
        assertRefused(() -> matrix.rate(none), "usage/cells", "cell-priced");
        assertRefused(
                () -> new Matrix(List.of(entry(Map.of(), "3"), entry(Map.of(), "4"))),
                "entries/1/match",
                "entries-differ");
        assertRefused(() -> new Matrix(List.of()), "entries", "entries-present");
    }

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

    @Test
    void roundsUnitsOnTheTotalAndNotOnItsParts() {
        Price begunThousands = new Converted(new BigDecimal("1000"), RoundingMode.UP, 0, new PerUnit(BigDecimal.ONE));

        assertThat(begunThousands.rate(total("900")).amount()).isEqualByComparingTo("1");
        assertThat(begunThousands.rate(total("1800")).amount()).isEqualByComparingTo("2");
        assertThat(begunThousands.rate(total("2700")).amount()).isEqualByComparingTo("3");
        assertThat(begunThousands.rate(total("3000")).amount()).isEqualByComparingTo("3");
        assertThat(begunThousands.rate(total("3000.001")).amount()).isEqualByComparingTo("4");
        assertThat(new Converted(new BigDecimal("3"), RoundingMode.HALF_UP, 2, new PerUnit(BigDecimal.ONE))
                        .rate(total("2"))
                        .amount())
                .isEqualByComparingTo("0.67");
    }

    @Test
    void saysWhatNoUsageCosts() {
        List<Tier> tiers = List.of(tier(null, "5", "3"));
        assertThat(zero(new Flat(BigDecimal.TEN, ZeroUsage.CHARGE))).isEqualByComparingTo("10");
        assertThat(zero(new Flat(BigDecimal.TEN, ZeroUsage.FREE))).isZero();
        assertThat(zero(new Graduated(tiers, ZeroUsage.CHARGE))).isEqualByComparingTo("3");
        assertThat(zero(new Graduated(tiers, ZeroUsage.FREE))).isZero();
        assertThat(zero(new Volume(tiers, ZeroUsage.CHARGE))).isEqualByComparingTo("3");
        assertThat(zero(new Volume(tiers, ZeroUsage.FREE))).isZero();
        assertThat(zero(new GraduatedPercentage(tiers, ZeroUsage.FREE))).isZero();
        assertThat(zero(new PerUnit(BigDecimal.TEN))).isZero();
        assertThat(new Flat(BigDecimal.TEN, ZeroUsage.FREE).rate(Usage.of(1)).amount())
                .isEqualByComparingTo("10");
        assertThat(new Volume(tiers, ZeroUsage.FREE).rate(Usage.of(1)).amount()).isEqualByComparingTo("8");
        assertThat(new Graduated(tiers, ZeroUsage.FREE).rate(Usage.of(1)).amount())
                .isEqualByComparingTo("8");
    }

    @Test
    void keepsEighteenDecimals() {
        Price price = new PerUnit(new BigDecimal("0.000000000000000001"));

        assertThat(price.rate(total("0.000000000000000001")).amount()).isEqualByComparingTo("1E-36");
        assertRefused(() -> new PerUnit(new BigDecimal("1E-19")), "unit_price", "digits");
        assertRefused(() -> new PerUnit(new BigDecimal("1E+20")), "unit_price", "digits");
        assertRefused(() -> new PerUnit(new BigDecimal("-1")), "unit_price", "price-not-negative");
        assertThat(new PerUnit(new BigDecimal("1.0000000000000000000")).unitPrice())
                .isEqualByComparingTo("1");
    }

    @Test
    void refusesTiersThatDoNotFormAScale() {
        assertRefused(() -> volume(), "tiers", "tiers-present");
        assertRefused(() -> volume(tier("5", "1", "0")), "tiers/0/up_to", "tiers-end-open");
        assertRefused(() -> volume(tier(null, "1", "0"), tier(null, "1", "0")), "tiers/0/up_to", "tiers-end-open");
        assertRefused(
                () -> volume(tier("5", "1", "0"), tier("5", "1", "0"), tier(null, "1", "0")),
                "tiers/1/up_to",
                "tiers-ascend");
        assertRefused(() -> tier("0", "1", "0"), "up_to", "above-zero");
    }

    @Test
    void refusesImpossiblePrices() {
        BigDecimal one = BigDecimal.ONE;
        Price unit = new PerUnit(one);
        assertRefused(() -> new PackagePrice(BigDecimal.ZERO, one, one), "size", "above-zero");
        assertRefused(
                () -> new Percentage(one, one, one, BigDecimal.ZERO, null, null),
                "event_maximum",
                "maximum-covers-minimum");
        assertRefused(() -> new Percentage(one, one, null, null, -1, null), "free_events", "not-negative");
        assertRefused(() -> new Converted(BigDecimal.ZERO, RoundingMode.UP, 0, unit), "per", "above-zero");
        assertRefused(() -> new Converted(one, RoundingMode.UNNECESSARY, 0, unit), "rounding", "rounding-mode");
        assertRefused(() -> new Converted(one, RoundingMode.UP, 19, unit), "decimals", "decimals-range");
        assertRefused(() -> new TimeWeighted(unit, -1, NegativeLevels.CLAMP), "decimals", "decimals-range");
        assertRefused(() -> unit.rate(events("1")), "usage", "usage-form");
        assertRefused(() -> new Matrix(List.of(entry(Map.of(), "1"))).rate(total("1")), "usage", "usage-form");
        assertRefused(() -> new Dynamic(one).rate(total("1")), "usage", "usage-form");
        assertRefused(() -> new TimeWeighted(unit, 2, NegativeLevels.CLAMP).rate(total("1")), "usage", "usage-form");
    }

    @Property
    void explainsEveryPartOfTheAmount(@ForAll @Scale(4) @BigRange(min = "-5", max = "60") BigDecimal units) {
        Usage usage = new Usage.Total(units);
        for (Price price : List.of(
                GRADUATED, VOLUME, TEN_THEN_FIVE, new PackagePrice(BigDecimal.TEN, BigDecimal.TEN, BigDecimal.ONE))) {
            Rated rated = price.rate(usage);
            BigDecimal sum = BigDecimal.ZERO;
            for (Step step : rated.explanation().steps()) {
                assertThat(step.quantity().multiply(step.unitPrice()).add(step.fixed()))
                        .isEqualByComparingTo(step.amount());
                sum = sum.add(step.amount());
            }
            assertThat(sum).isEqualByComparingTo(rated.amount());
        }
    }

    @Property
    void graduatedNeverFallsWithMoreUsageAndItsTiersHoldAllUnits(
            @ForAll @Scale(3) @BigRange(min = "0", max = "40") BigDecimal units,
            @ForAll @Scale(3) @BigRange(min = "0", max = "40") BigDecimal more) {
        Rated less = GRADUATED.rate(new Usage.Total(units));

        assertThat(GRADUATED.rate(new Usage.Total(units.add(more))).amount()).isGreaterThanOrEqualTo(less.amount());
        assertThat(less.explanation().steps().stream().map(Step::quantity).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(units);
    }

    @Property
    void eventLimitsDoNotDependOnTheOrderWithoutAllowances(
            @ForAll @Size(max = 10) List<@Scale(2) @BigRange(min = "0", max = "500") BigDecimal> amounts,
            @ForAll Random random) {
        Price price = new Percentage(
                new BigDecimal("2.9"), new BigDecimal("0.3"), new BigDecimal("0.5"), new BigDecimal("9"), null, null);
        List<BigDecimal> shuffled = new ArrayList<>(amounts);
        Collections.shuffle(shuffled, random);

        assertThat(price.rate(events(shuffled)).amount())
                .isEqualByComparingTo(price.rate(events(amounts)).amount());
    }

    private static BigDecimal zero(Price price) {
        return price.rate(Usage.of(0)).amount();
    }

    private static Volume volume(Tier... tiers) {
        return new Volume(List.of(tiers), ZeroUsage.CHARGE);
    }

    private static Tier tier(@Nullable String upTo, String unitPrice, String fixed) {
        return new Tier(decimal(upTo), new BigDecimal(unitPrice), new BigDecimal(fixed));
    }

    private static @Nullable BigDecimal decimal(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }

    private static Matrix.Entry entry(Map<String, String> match, String unitPrice) {
        return new Matrix.Entry(Dimensions.of(match), new PerUnit(new BigDecimal(unitPrice)));
    }

    private static Usage total(String quantity) {
        return new Usage.Total(new BigDecimal(quantity));
    }

    private static Usage events(String amounts) {
        return events(Arrays.stream(amounts.split(" ")).map(BigDecimal::new).toList());
    }

    private static Usage events(List<BigDecimal> amounts) {
        return new Usage.Events(
                amounts.stream().map(amount -> new Usage.Event(amount, null)).toList());
    }

    private static Usage.Levels levels(String from, String to, String initial, String... changes) {
        return new Usage.Levels(
                Instant.parse(from),
                Instant.parse(to),
                new BigDecimal(initial),
                Arrays.stream(changes)
                        .map(text -> text.split(" "))
                        .map(words -> new Usage.Change(Instant.parse(words[0]), new BigDecimal(words[1])))
                        .toList());
    }

    private static void assertRefused(ThrowingCallable call, String field, String rule) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RuleViolation.class, no -> {
            assertThat(no.field()).isEqualTo(field);
            assertThat(no.rule()).isEqualTo(rule);
        });
    }
}
