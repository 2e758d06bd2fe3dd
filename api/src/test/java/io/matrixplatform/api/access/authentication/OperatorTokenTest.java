package io.matrixplatform.api.access.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OperatorTokenTest {
    private static final String TOKEN = "mtx_operator_0123456789abcdefghijklmnop";

    @Test
    void matchesItselfAlone() {
        OperatorToken token = new OperatorToken(TOKEN);

        assertThat(token.matches(TOKEN)).isTrue();
        assertThat(token.matches(TOKEN + "q")).isFalse();
        assertThat(token.matches("")).isFalse();
    }

    @Test
    void refusesATokenThatCouldBeGuessed() {
        assertThatThrownBy(() -> new OperatorToken("mtx_operator_short")).hasMessageContaining("MATRIX_OPERATOR_TOKEN");
        assertThatThrownBy(() -> new OperatorToken("0123456789".repeat(5))).hasMessageContaining("mtx_operator_");
    }

    @Test
    void showsNothingOfItself() {
        assertThat(new OperatorToken(TOKEN).toString()).doesNotContain("0123");
    }
}
