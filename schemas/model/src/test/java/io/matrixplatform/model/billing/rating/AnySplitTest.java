package io.matrixplatform.model.billing.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.model.catalog.prices.PricedUsage;
import io.matrixplatform.model.catalog.prices.PricedUsage.Happening;
import io.matrixplatform.model.money.CurrencyCode;
import io.matrixplatform.model.money.Money;
import io.matrixplatform.model.money.Ratio;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A period may be billed in one piece or in any pieces. */
class AnySplitTest {
    private static final int RUNS = 500;
    private static final List<CurrencyCode> CURRENCIES =
            List.of(new CurrencyCode("EUR"), new CurrencyCode("JPY"), new CurrencyCode("BHD"));
    private static final List<Terms> TERMS = List.of(
            Terms.NONE,
            new Terms(new BigDecimal("5"), new BigDecimal("9"), null, BigDecimal.ONE, true),
            Terms.ofCommitment(new BigDecimal("4"), new BigDecimal("1.5")));

    static List<PricedUsage> models() {
        return PricedUsage.ofEveryModel();
    }

    @ParameterizedTest
    @MethodSource("models")
    void billsTheSameHoweverThePeriodIsSplit(PricedUsage model) {
        Random random = new Random(17);
        for (int run = 0; run < RUNS; run++) {
            PriceVersion price = new PriceVersion("1", pick(CURRENCIES, random), model.price());
            Terms terms = pick(TERMS, random);
            Progress end = Progress.terminatedAfter(Ratio.of(random.nextInt(32), 31));
            List<Happening> all = PricedUsage.happenings(random);

            Money booked = Money.zero(price.currency());
            for (int known = 0; known < all.size(); known += 1 + random.nextInt(3)) {
                Progress running = new Progress(false, end.served());
                RatedLine line =
                        CumulativeRating.line(price, model.usage(all.subList(0, known)), terms, running, booked);
                assertThat(line.amount()).isEqualTo(line.soFar().minus(line.booked()));
                booked = booked.plus(line.amount());
            }
            booked = booked.plus(CumulativeRating.line(price, model.usage(all), terms, end, booked)
                    .amount());

            Money whole = CumulativeRating.line(price, model.usage(all), terms, end, Money.zero(price.currency()))
                    .amount();
            assertThat(booked).isEqualTo(whole);
        }
    }

    private static <T> T pick(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}
