package io.matrixplatform.model.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
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
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
    private static final String LARGEST = "99999999999999999999.999999999999999999";

    @Property
    void isTheSameWhateverTheTrailingZeros(
            @ForAll @Scale(9) @BigRange(min = "-1000000", max = "1000000") BigDecimal value,
            @ForAll @IntRange(max = 30) int zeros) {
        Quantity padded = new Quantity(value.setScale(9 + zeros));

        assertThat(padded).isEqualTo(new Quantity(value)).hasSameHashCodeAs(new Quantity(value));
        assertThat(padded).hasToString(new Quantity(value).toString());
    }

    @Property
    void sumsExactlyInAnyOrder(@ForAll @Size(max = 20) List<@Scale(18) BigDecimal> values, @ForAll Random random) {
        List<BigDecimal> bounded = values.stream()
                .map(value -> value.remainder(BigDecimal.TEN.pow(18)))
                .toList();
        List<BigDecimal> shuffled = new ArrayList<>(bounded);
        Collections.shuffle(shuffled, random);
        BigDecimal exact = bounded.stream().reduce(BigDecimal.ZERO, BigDecimal::add);

        assertThat(sum(shuffled)).isEqualTo(sum(bounded));
        assertThat(sum(bounded).value()).isEqualByComparingTo(exact);
    }

    @Property
    void standsOnTheWireWithAllItsDecimals(@ForAll @Scale(18) @BigRange(min = "-1E19", max = "1E19") BigDecimal value) {
        BigDecimal wire = new Quantity(value).toWire();

        assertThat(wire.scale()).isEqualTo(Quantity.SCALE);
        assertThat(wire.precision()).isLessThanOrEqualTo(38);
        assertThat(wire).isEqualByComparingTo(value);
    }

    @Property
    void isALongExactlyWhenItIsIntegralAndFits(@ForAll long value) {
        BigDecimal text = new BigDecimal(BigInteger.valueOf(value)).setScale(3);

        assertThat(new Quantity(text).asLong()).hasValue(value);
        assertThat(new Quantity(text.add(new BigDecimal("0.5"))).asLong()).isEmpty();
    }

    @Test
    void isNoLongBeyondTheEndsOfLong() {
        BigDecimal max = BigDecimal.valueOf(Long.MAX_VALUE);
        BigDecimal min = BigDecimal.valueOf(Long.MIN_VALUE);

        assertThat(new Quantity(max).asLong()).hasValue(Long.MAX_VALUE);
        assertThat(new Quantity(min).asLong()).hasValue(Long.MIN_VALUE);
        assertThat(new Quantity(max.add(BigDecimal.ONE)).asLong()).isEmpty();
        assertThat(new Quantity(min.subtract(BigDecimal.ONE)).asLong()).isEmpty();
        assertThat(new Quantity(new BigDecimal("1E+5")).asLong()).hasValue(100_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                LARGEST,
                "-" + LARGEST,
                "1E+19",
                "1E-18",
                "0E+2147483647",
                "0E-2147483647",
                "1.0000000000000000000000"
            })
    void takesWhatFits(String text) {
        assertThat(new Quantity(new BigDecimal(text)).value()).isEqualByComparingTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "100000000000000000000",
                "-100000000000000000000",
                "1E+20",
                "1E-19",
                "0.0000000000000000001",
                "1E+2147483647",
                "100E+2147483645",
                "1E-2147483647"
            })
    void refusesWhatDoesNotFit(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Quantity(new BigDecimal(text)));
    }

    @Test
    void refusesASumThatDoesNotFit() {
        Quantity largest = new Quantity(new BigDecimal(LARGEST));

        assertThatIllegalArgumentException().isThrownBy(() -> largest.plus(new Quantity(new BigDecimal("1E-18"))));
    }

    private static Quantity sum(List<BigDecimal> values) {
        return values.stream().map(Quantity::new).reduce(Quantity.ZERO, Quantity::plus);
    }
}
