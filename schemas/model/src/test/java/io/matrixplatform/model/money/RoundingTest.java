package io.matrixplatform.model.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matrixplatform.model.rules.RuleViolation;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundingTest {
    @DisplayName("trap 20: minor units of 0, 2, 3 and 4 digits, halves away from zero")
    @ParameterizedTest
    @CsvSource({
        "JPY,104.895,105", // 999 at 10.5 %
        "BHD,0.0005,0.001",
        "BHD,-0.0005,-0.001",
        "EUR,-0.005,-0.01",
        "EUR,0.0049999,0",
        "CLF,1.00005,1.0001",
        "CLP,0.5,1",
        "BTC,0.000000005,0.00000001",
        "ETH,0.0000000000000000005,0.000000000000000001",
        "COIN,0.00005,0.0001"
    })
    void roundsToWhatCanBePaid(String currency, String exact, String rounded) {
        Money money = Rounding.toMinorUnits(new BigDecimal(exact), new CurrencyCode(currency));

        assertThat(money).isEqualTo(new Money(new BigDecimal(rounded), new CurrencyCode(currency)));
        assertThat(Rounding.toMinorUnits(Ratio.of(new BigDecimal(exact)), new CurrencyCode(currency)))
                .isEqualTo(money);
        assertThat(Rounding.toMinorUnits(money)).isEqualTo(money);
    }

    @ParameterizedTest
    @CsvSource({
        "JPY,0", "KRW,0", "CLP,0", "ISK,0", "EUR,2", "MGA,2", "BHD,3", "KWD,3", "OMR,3", "JOD,3", "TND,3", "IQD,3",
        "LYD,3", "CLF,4", "USDC,6", "BTC,8", "ETH,18", "COIN,4"
    })
    void knowsIntoWhatACurrencyDivides(String currency, int decimals) {
        assertThat(MinorUnits.of(new CurrencyCode(currency))).isEqualTo(decimals);
    }

    @Test
    void agreesWithTheJdkWhereItIsUpToDate() {
        for (Currency currency : Currency.getAvailableCurrencies()) {
            CurrencyCode code = new CurrencyCode(currency.getCurrencyCode());
            if (MinorUnits.isKnown(code)) {
                assertThat(MinorUnits.of(code)).as(code.code()).isEqualTo(currency.getDefaultFractionDigits());
            }
        }
    }

    @Test
    void refusesACurrencyNobodyDescribed() {
        assertThatThrownBy(() -> MinorUnits.of(new CurrencyCode("XYZ")))
                .isInstanceOfSatisfying(RuleViolation.class, no -> {
                    assertThat(no.field()).isEqualTo("currency");
                    assertThat(no.rule()).isEqualTo("currency-known");
                });
        assertThat(MinorUnits.isKnown(new CurrencyCode("XYZ"))).isFalse();
    }

    @DisplayName("trap 21: 11.49 by the line, 11.50 combined")
    @Test
    void differsByItsLevel() {
        List<BigDecimal> exact = List.of(new BigDecimal("8.874"), new BigDecimal("2.124"), new BigDecimal("0.504"));
        CurrencyCode eur = new CurrencyCode("EUR");

        assertThat(Rounding.LINE.total(exact, eur)).hasToString("11.49 EUR");
        assertThat(Rounding.TAX.total(exact, eur)).hasToString("11.5 EUR");
        assertThat(Rounding.INVOICE.total(exact, eur)).hasToString("11.5 EUR");
    }

    @Property
    void mirrorsACreditAndItsCharge(@ForAll @Scale(18) @BigRange(min = "-1E12", max = "1E12") BigDecimal amount) {
        CurrencyCode eur = new CurrencyCode("EUR");

        assertThat(Rounding.toMinorUnits(amount.negate(), eur))
                .isEqualTo(Rounding.toMinorUnits(amount, eur).negated());
    }
}
