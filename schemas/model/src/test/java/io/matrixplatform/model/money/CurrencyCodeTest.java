package io.matrixplatform.model.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurrencyCodeTest {
    @ParameterizedTest
    @ValueSource(strings = {"EUR", "USD", "JPY", "BTC", "USDC", "MTX", "B2B", "ABCDEFGH"})
    void takesThreeToEightCapitalsAndDigits(String code) {
        assertThat(new CurrencyCode(code)).hasToString(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "EU", "eur", "1EU", "ABCDEFGHI", "EUR ", "EUR\n", "€UR", "E R"})
    void refusesEverythingElse(String code) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CurrencyCode(code))
                .withMessageContaining("EUR");
    }
}
