package io.matrixplatform.model.catalog.prices;

import static io.matrixplatform.model.catalog.prices.PriceSamples.TEN_THEN_FIVE;
import static io.matrixplatform.model.catalog.prices.PriceSamples.assertRefused;
import static io.matrixplatform.model.catalog.prices.PriceSamples.tier;
import static io.matrixplatform.model.catalog.prices.PriceSamples.total;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TiersTest {
    private static final Price GRADUATED =
            new Graduated(List.of(tier("5", "12", "2"), tier("10", "8", "0"), tier(null, "5", "3")), ZeroUsage.CHARGE);
    private static final Price VOLUME =
            new Volume(List.of(tier("15", "10", "0"), tier(null, "5", "0")), ZeroUsage.CHARGE);

    @DisplayName("trap 9: 10 units cost 102 and 11 cost 110")
    @ParameterizedTest
    @CsvSource({"10,102", "11,110", "20,155", "0,2", "-3,2", "0.5,7", "10.2,106"})
    void graduatesAtBothSidesOfABound(String units, String amount) {
        assertThat(TEN_THEN_FIVE.rate(total(units)).amount()).isEqualByComparingTo(amount);
    }

    @DisplayName("trap 9: 5.001 units enter the next tier")
    @Test
    void entersTheNextTierWithTheFirstFractionOfAUnit() {
        assertThat(GRADUATED.rate(total("5")).amount()).isEqualByComparingTo("62");
        assertThat(GRADUATED.rate(total("5.001")).amount()).isEqualByComparingTo("62.008");
        assertThat(GRADUATED.rate(total("5")).explanation().steps()).hasSize(1);
        assertThat(GRADUATED.rate(total("5.001")).explanation().steps())
                .extracting(Step::what, step -> step.quantity().toPlainString())
                .containsExactly(tuple("1", "5"), tuple("2", "0.001"));
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

    @DisplayName("trap 10: 15 units cost 150 and 16 cost 80")
    @ParameterizedTest
    @CsvSource({"15,150", "16,80", "15.001,75.005", "0,0"})
    void repricesAllUnitsByVolume(String units, String amount) {
        assertThat(VOLUME.rate(total(units)).amount()).isEqualByComparingTo(amount);
    }

    @ParameterizedTest
    @CsvSource({"0,1", "100,11", "100.01,13.0005", "300,23"})
    void graduatesAPercentage(String amount, String cost) {
        Price price = new GraduatedPercentage(List.of(tier("100", "10", "1"), tier(null, "5", "2")), ZeroUsage.CHARGE);

        assertThat(price.rate(total(amount)).amount()).isEqualByComparingTo(cost);
    }

    @Test
    void namesTiersAsPeopleCountThem() {
        List<Tier> tiers = new ArrayList<>();
        for (int i = 1; i < 12; i++) {
            tiers.add(tier(Integer.toString(i), "1", "0"));
        }
        tiers.add(tier(null, "1", "0"));

        assertThat(new Graduated(tiers, ZeroUsage.CHARGE)
                        .rate(total("11.5"))
                        .explanation()
                        .steps())
                .extracting(Step::what)
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12");
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

    private static Volume volume(Tier... tiers) {
        return new Volume(List.of(tiers), ZeroUsage.CHARGE);
    }
}
