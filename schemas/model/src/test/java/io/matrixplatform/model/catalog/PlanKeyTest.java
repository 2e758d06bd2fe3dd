package io.matrixplatform.model.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanKeyTest {
    @ParameterizedTest
    @ValueSource(strings = {"free", "pro_2026", "a"})
    void acceptsLowerCaseWords(String text) {
        assertThat(new PlanKey(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Pro", "2pro", "pro plan", "pro.max", "_pro", "pro'--"})
    void refusesEverythingElse(String text) {
        assertThatThrownBy(() -> new PlanKey(text)).hasMessageContaining("such as pro");
    }

    @Test
    void isBounded() {
        assertThat(new PlanKey("a".repeat(PlanKey.MAX_LENGTH)).value()).hasSize(64);
        assertThatThrownBy(() -> new PlanKey("a".repeat(PlanKey.MAX_LENGTH + 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
