package io.matrixplatform.model.catalog.prices;

import static io.matrixplatform.model.catalog.prices.PriceSamples.assertRefused;
import static io.matrixplatform.model.catalog.prices.PriceSamples.entry;
import static io.matrixplatform.model.catalog.prices.PriceSamples.events;
import static io.matrixplatform.model.catalog.prices.PriceSamples.tier;
import static io.matrixplatform.model.catalog.prices.PriceSamples.total;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.model.catalog.prices.TimeWeighted.NegativeLevels;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PricesTest {
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

    private static BigDecimal zero(Price price) {
        return price.rate(Usage.of(0)).amount();
    }
}
