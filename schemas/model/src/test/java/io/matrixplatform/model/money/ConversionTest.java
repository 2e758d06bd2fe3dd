package io.matrixplatform.model.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matrixplatform.model.rules.RuleViolation;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversionTest {
    private static final Instant AT = Instant.parse("2026-11-24T14:15:00Z");

    @ParameterizedTest
    @CsvSource({
        "100,EUR,1.0855,EUR,USD,108.55 USD,false",
        "100,EUR,1.08555,EUR,USD,108.56 USD,false",
        "-100,EUR,1.08555,EUR,USD,-108.56 USD,false",
        "108.55,USD,1.0855,EUR,USD,100 EUR,true",
        "1,USD,3,EUR,USD,0.33 EUR,true",
        "10,EUR,161.237,EUR,JPY,1612 JPY,false",
        "1,EUR,0.4085,EUR,BHD,0.409 BHD,false"
    })
    void roundsInTheTargetCurrency(
            String amount, String currency, String rate, String base, String quote, String to, boolean inverted) {
        ExchangeRate quoted = rate(base, quote, rate);
        Money from = new Money(new BigDecimal(amount), new CurrencyCode(currency));

        Conversion conversion = Conversion.of(from, quoted);

        assertThat(conversion.to()).hasToString(to);
        assertThat(conversion).isEqualTo(new Conversion(from, conversion.to(), quoted, inverted));
    }

    @Test
    void keepsAsManyDecimalsAsAskedFor() {
        Money from = new Money(BigDecimal.ONE, new CurrencyCode("USD"));

        assertThat(Conversion.of(from, rate("EUR", "USD", "3"), 18).to()).hasToString("0.333333333333333333 EUR");
        assertThat(Conversion.of(from, rate("EUR", "USD", "3"), 0).to()).hasToString("0 EUR");
        assertThatThrownBy(() -> Conversion.of(from, rate("EUR", "USD", "3"), 19))
                .isInstanceOf(RuleViolation.class);
        assertThatThrownBy(() -> Conversion.of(from, rate("EUR", "USD", "3"), -1))
                .isInstanceOf(RuleViolation.class);
    }

    @Test
    void refusesARateThatDoesNotFit() {
        Money from = new Money(BigDecimal.ONE, new CurrencyCode("GBP"));

        assertThatThrownBy(() -> Conversion.of(from, rate("EUR", "USD", "3")))
                .isInstanceOfSatisfying(
                        RuleViolation.class, no -> assertThat(no.rule()).isEqualTo("rate-fits"));
        assertThatThrownBy(() -> rate("EUR", "USD", "0")).isInstanceOf(RuleViolation.class);
        assertThatThrownBy(() -> rate("EUR", "EUR", "1.1")).isInstanceOf(RuleViolation.class);
        assertThat(rate("EUR", "EUR", "1").rate()).isOne();
        assertThatThrownBy(() ->
                        new ExchangeRate(new CurrencyCode("EUR"), new CurrencyCode("USD"), BigDecimal.ONE, " ", AT))
                .isInstanceOf(RuleViolation.class);
    }

    private static ExchangeRate rate(String base, String quote, String rate) {
        return new ExchangeRate(new CurrencyCode(base), new CurrencyCode(quote), new BigDecimal(rate), "ecb", AT);
    }
}
