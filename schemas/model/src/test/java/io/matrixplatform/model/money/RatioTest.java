package io.matrixplatform.model.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RatioTest {
    @Test
    void standsInLowestTerms() {
        assertThat(Ratio.of(6, 4)).isEqualTo(Ratio.of(3, 2)).hasToString("3/2");
        assertThat(Ratio.of(0, 7)).isEqualTo(Ratio.ZERO);
        assertThat(Ratio.of(new BigDecimal("0.125"))).isEqualTo(Ratio.of(1, 8));
        assertThat(Ratio.of(new BigDecimal("1E+2"))).isEqualTo(Ratio.of(100, 1));
    }

    @Property
    void calculatesExactly(
            @ForAll @IntRange(min = -500, max = 500) int a,
            @ForAll @IntRange(min = 1, max = 500) int b,
            @ForAll @IntRange(min = -500, max = 500) int c) {
        Ratio half = Ratio.of(a, b);
        Ratio other = Ratio.of(c == 0 ? 1 : c, 7);

        assertThat(half.plus(other).plus(other.negated())).isEqualTo(half);
        assertThat(half.times(other).dividedBy(other)).isEqualTo(half);
        assertThat(half.compareTo(half.plus(other))).isEqualTo(-other.signum());
    }

    @Test
    void addsNothing() {
        assertThat(Ratio.of(2, 3).plus(Ratio.ZERO)).isEqualTo(Ratio.of(2, 3));
        assertThat(Ratio.ZERO.plus(Ratio.of(2, 3))).isEqualTo(Ratio.of(2, 3));
        assertThat(Ratio.ZERO.plus(Ratio.ZERO)).isEqualTo(Ratio.ZERO);
    }

    @Test
    void roundsWhenAsked() {
        assertThat(Ratio.of(2, 3).rounded(2, RoundingMode.HALF_UP)).hasToString("0.67");
        assertThat(Ratio.of(-1, 8).rounded(2, RoundingMode.HALF_UP)).hasToString("-0.13");
    }

    @Test
    void refusesToDivideByZero() {
        assertThatIllegalArgumentException().isThrownBy(() -> Ratio.of(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Ratio.of(1, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> Ratio.ONE.dividedBy(Ratio.ZERO));
    }
}
