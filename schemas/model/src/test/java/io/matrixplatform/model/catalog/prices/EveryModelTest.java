package io.matrixplatform.model.catalog.prices;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every price model. */
class EveryModelTest {
    private static final int RUNS = 500;

    static List<PricedUsage> models() {
        return PricedUsage.ofEveryModel();
    }

    @Test
    void isTriedHere() {
        assertThat(models())
                .extracting(model -> (Object) model.price().getClass())
                .containsExactlyInAnyOrder((Object[]) Price.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("models")
    void explainsEveryPartOfTheAmountAndIsNeverBelowZero(PricedUsage model) {
        Random random = new Random(3);
        for (int run = 0; run < RUNS; run++) {
            Rated rated = model.price().rate(model.usage(PricedUsage.happenings(random)));

            BigDecimal sum = BigDecimal.ZERO;
            for (Step step : rated.explanation().steps()) {
                assertThat(step.quantity().multiply(step.unitPrice()).add(step.fixed()))
                        .isEqualByComparingTo(step.amount());
                sum = sum.add(step.amount());
            }
            assertThat(sum).isEqualByComparingTo(rated.amount());
            assertThat(rated.amount()).isNotNegative();
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void ratesNoUsageAtAll(PricedUsage model) {
        assertThat(model.price().rate(model.usage(List.of())).amount()).isNotNegative();
    }
}
