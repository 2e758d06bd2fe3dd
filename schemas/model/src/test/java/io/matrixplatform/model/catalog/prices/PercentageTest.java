package io.matrixplatform.model.catalog.prices;

import static io.matrixplatform.model.catalog.prices.PriceSamples.assertRefused;
import static io.matrixplatform.model.catalog.prices.PriceSamples.decimal;
import static io.matrixplatform.model.catalog.prices.PriceSamples.events;
import static io.matrixplatform.model.catalog.prices.PriceSamples.total;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentageTest {
    @DisplayName("trap 14: minimum and maximum by the event, with free events and free units")
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
    void saysHowManyEventsWereRaisedAndHowManyWereCut() {
        Price price = new Percentage(BigDecimal.TEN, BigDecimal.ONE, decimal("2"), decimal("8"), null, null);

        assertThat(price.rate(events("5 6 10 20 70 80 90")).explanation().steps())
                .extracting(step -> step.kind() + " " + step.quantity() + " "
                        + step.amount().stripTrailingZeros().toPlainString())
                .containsExactly(
                        "FREE 0 0", "RATE 281 28.1", "EVENT_FEES 7 7", "EVENT_MINIMUM 2 0.9", "EVENT_MAXIMUM 2 -3");
        assertThat(new Percentage(BigDecimal.TEN, BigDecimal.ONE, decimal("2"), decimal("2"), null, null)
                        .rate(events("50"))
                        .amount())
                .isEqualByComparingTo("2");
    }

    @Test
    void takesAPercentageOfATotalWhereNothingIsByTheEvent() {
        Price plain = new Percentage(new BigDecimal("2.5"), BigDecimal.ZERO, null, null, null, new BigDecimal("100"));
        Price withFee = new Percentage(new BigDecimal("2.5"), BigDecimal.ONE, null, null, null, null);

        assertThat(plain.rate(total("300")).amount()).isEqualByComparingTo("5");
        assertRefused(() -> withFee.rate(total("300")), "usage", "usage-form");
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
}
