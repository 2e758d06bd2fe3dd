package io.matrixplatform.model.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final CurrencyCode USD = new CurrencyCode("USD");

    @Property
    void isTheSameWhateverTheTrailingZeros(
            @ForAll @Scale(9) @BigRange(min = "-1000000", max = "1000000") BigDecimal amount,
            @ForAll @IntRange(max = 30) int zeros) {
        Money padded = new Money(amount.setScale(9 + zeros), EUR);

        assertThat(padded).isEqualTo(new Money(amount, EUR)).hasSameHashCodeAs(new Money(amount, EUR));
    }

    @Property
    void sumsExactlyInAnyOrder(
            @ForAll @Size(max = 20) List<@Scale(18) @BigRange(min = "-1E18", max = "1E18") BigDecimal> amounts,
            @ForAll Random random) {
        List<BigDecimal> shuffled = new ArrayList<>(amounts);
        Collections.shuffle(shuffled, random);
        BigDecimal exact = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);

        assertThat(sum(shuffled)).isEqualTo(sum(amounts));
        assertThat(sum(amounts).amount()).isEqualByComparingTo(exact);
    }

    @Property
    void isNothingOnceItWasTakenAway(@ForAll @Scale(18) @BigRange(min = "-1E19", max = "1E19") BigDecimal amount) {
        Money money = new Money(amount, EUR);

        assertThat(money.minus(money)).isEqualTo(Money.zero(EUR));
        assertThat(money.negated().negated()).isEqualTo(money);
        assertThat(money.negated().signum()).isEqualTo(-money.signum());
    }

    @ParameterizedTest
    @CsvSource({"12.345,2,12.35", "12.344999,2,12.34", "-12.345,2,-12.35", "0.5,0,1", "1234,2,1234", "15,-1,20"})
    void roundsHalvesAwayFromZeroWhenAskedTo(String amount, int decimals, String rounded) {
        assertThat(new Money(new BigDecimal(amount), EUR).rounded(decimals, RoundingMode.HALF_UP))
                .isEqualTo(new Money(new BigDecimal(rounded), EUR));
    }

    @Test
    void doesNotMixCurrencies() {
        assertThat(new Money(BigDecimal.ONE, EUR)).isNotEqualTo(new Money(BigDecimal.ONE, USD));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.zero(EUR).plus(Money.zero(USD)))
                .withMessage("cannot add USD to EUR");
        assertThatIllegalArgumentException().isThrownBy(() -> Money.zero(EUR).minus(Money.zero(USD)));
    }

    @Test
    void readsAsAmountAndCurrency() {
        assertThat(new Money(new BigDecimal("12.50"), EUR)).hasToString("12.5 EUR");
        assertThat(new Money(new BigDecimal("1E+3"), EUR)).hasToString("1000 EUR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999999999999.999999999999999999", "-1E+19", "1E-18", "0E+2147483647"})
    void takesWhatFits(String amount) {
        assertThat(new Money(new BigDecimal(amount), EUR).amount()).isEqualByComparingTo(amount);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+20", "-100000000000000000000", "1E-19", "1E+2147483647", "100E+2147483645"})
    void refusesWhatDoesNotFit(String amount) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Money(new BigDecimal(amount), EUR));
    }

    private static Money sum(List<BigDecimal> amounts) {
        return amounts.stream().map(amount -> new Money(amount, EUR)).reduce(Money.zero(EUR), Money::plus);
    }
}
