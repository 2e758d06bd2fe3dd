package io.matrixplatform.model.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleViolationTest {
    private final RuleViolation violation = new RuleViolation("up_to", "tiers-ascend", "10 must be above 20");

    @Test
    void namesTheFieldAndTheRule() {
        assertThat(violation.field()).isEqualTo("up_to");
        assertThat(violation.rule()).isEqualTo("tiers-ascend");
        assertThat(violation).hasMessage("10 must be above 20").isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isSeenFromFurtherOut() {
        RuleViolation outside = violation.within("tiers/2").within("price");

        assertThat(outside.field()).isEqualTo("price/tiers/2/up_to");
        assertThat(outside.rule()).isEqualTo("tiers-ascend");
        assertThat(outside).hasMessage("10 must be above 20").hasRootCause(violation);
    }

    @Test
    void mayBeAboutTheWhole() {
        RuleViolation whole = new RuleViolation("", "empty-case", "a case has an input");

        assertThat(whole.field()).isEmpty();
        assertThat(whole.within("input").field()).isEqualTo("input");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UpTo", "/up_to", "up to", "tiers//1"})
    void refusesAFieldThatDocumentsDoNotHave(String field) {
        assertThatThrownBy(() -> new RuleViolation(field, "tiers-ascend", "no"))
                .isExactlyInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Tiers", "tiers_ascend", "-tiers"})
    void refusesARuleThatIsNoSlug(String rule) {
        assertThatThrownBy(() -> new RuleViolation("up_to", rule, "no"))
                .isExactlyInstanceOf(IllegalArgumentException.class);
    }
}
