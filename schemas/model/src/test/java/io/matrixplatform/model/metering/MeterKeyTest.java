package io.matrixplatform.model.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeterKeyTest {
    @ParameterizedTest
    @ValueSource(strings = {"api.calls", "tokens.input", "a", "gpu_seconds", "a.1", "a1_.b__.2c"})
    void takesLowerCaseWordsJoinedByDots(String text) {
        assertThat(new MeterKey(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "A", "tokens-input", "1a", "_a", "a b", "a\n", "größe"})
    void refusesEverythingElse(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MeterKey(text))
                .withMessageContaining("tokens.input");
    }

    @Test
    void hasAtMost64Characters() {
        assertThat(new MeterKey("a".repeat(MeterKey.MAX_LENGTH)).value()).hasSize(64);
        assertThatIllegalArgumentException().isThrownBy(() -> new MeterKey("a".repeat(MeterKey.MAX_LENGTH + 1)));
    }
}
