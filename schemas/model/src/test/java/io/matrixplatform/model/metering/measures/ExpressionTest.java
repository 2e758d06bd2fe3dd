package io.matrixplatform.model.metering.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static final Fields FIELDS = fields(Map.of(
            "a",
            "7",
            "b",
            "2",
            "c",
            "0.1",
            "zero",
            "0",
            "data.size",
            "1024",
            "with-dash",
            "5",
            "big",
            "99999999999999999999"));

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            a + b * 3;                      13
            (a + b) * 3;                    27
            a - b - 1;                      4
            a / b / 2;                      1.75
            -a + b;                         -5
            --a;                            7
            a - -b;                         9
            c + c + c - 0.3;                0
            a / 3 * 3;                      7
            a / 3;                          2.333333333333333333
            2 * a / 3;                      4.666666666666666667
            -(2 * a) / 3;                   -4.666666666666666667
            a / -2;                         -3.5
            data.size / 1024;               1
            `with-dash` * 2;                10
            min(a, b, 3);                   2
            max(a, b, 8);                   8
            floor(a / b) + ceil(a / b);     7
            floor(-a / b);                  -4
            min(a, max(b, 3)) + ((((1))));  4
            """)
    void isExactAndRoundedOnce(String text, BigDecimal value) {
        assertThat(Expression.parse(text).valueOf(FIELDS))
                .hasValueSatisfying(is -> assertThat(is).isEqualByComparingTo(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a + missing", "a / zero", "a / (b - 2)", "big * big", "min(a, missing)", "big + 1"})
    void hasNoValueWhereThereIsNone(String text) {
        assertThat(Expression.parse(text).valueOf(FIELDS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            ;              at character 1: a number, a measure or ( is expected
            a +;           at character 4: a number, a measure or ( is expected
            a b;           at character 3: an operator or the end is expected
            (a;            at character 3: ) is expected
            a ** b;        at character 4: a number, a measure or ( is expected
            exec(a);       at character 1: the functions are
            min(a);        at character 1: the functions are
            1 + 2;         it names no measure
            a^2;           at character 2: an operator or the end is expected
            a.getClass();  at character 1: the functions are
            """)
    void saysWhatIsWrongAndWhere(@Nullable String text, String detail) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Expression.parse(text == null ? "" : text))
                .withMessageStartingWith(detail);
    }

    @Test
    void isBoundedInLengthSizeAndDepth() {
        assertThatIllegalArgumentException().isThrownBy(() -> Expression.parse("a".repeat(501)));
        assertThatIllegalArgumentException().isThrownBy(() -> Expression.parse("a" + "*a".repeat(40)));
        assertThatIllegalArgumentException().isThrownBy(() -> Expression.parse("(".repeat(17) + "a" + ")".repeat(17)));
        assertThat(Expression.parse("(".repeat(15) + "a" + ")".repeat(15)).valueOf(FIELDS))
                .isPresent();
    }

    @Test
    void namesTheMeasuresItNeeds() {
        assertThat(Expression.parse("b * (a + `with-dash`) - b").fields()).containsExactly("a", "b", "with-dash");
    }

    static Fields fields(Map<String, String> values) {
        return new Fields() {
            @Override
            public @Nullable BigDecimal number(String name) {
                String value = values.get(name);
                return value == null || !value.matches("-?[0-9.]+") ? null : new BigDecimal(value);
            }

            @Override
            public String dimension(String name) {
                String value = values.getOrDefault(name, "");
                return value.matches("-?[0-9.]+") ? "" : value;
            }
        };
    }
}
