package io.matrixplatform.model.metering.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.matrixplatform.model.metering.Identity;
import io.matrixplatform.model.metering.folds.Aggregation;
import io.matrixplatform.model.metering.folds.Folding;
import io.matrixplatform.model.metering.folds.Observation;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeterRuleTest {
    private static final Fields FIELDS = ExpressionTest.fields(Map.of("model", "gpt-4o", "size", "1.50", "empty", ""));
    private static final Identity IDENTITY = new Identity(1, 2);

    @ParameterizedTest
    @CsvSource({
        "model, IN, gpt-4o, true",
        "model, IN, other|gpt-4o, true",
        "model, IN, other, false",
        "size, IN, 1.5, true",
        "size, IN, 1.50, false",
        "missing, IN, x, false",
        "model, NOT_IN, gpt-4o, false",
        "model, NOT_IN, other, true",
        "missing, NOT_IN, x, true",
        "model, EXISTS, , true",
        "size, EXISTS, , true",
        "empty, EXISTS, , false",
        "missing, EXISTS, , false",
        "model, ABSENT, , false",
        "empty, ABSENT, , true",
        "missing, ABSENT, , true",
    })
    void takesTheFactsThatPassItsFilters(
            String field, FieldFilter.Operator operator, @Nullable String values, boolean passes) {
        Set<String> set = values == null
                ? Set.of()
                : Arrays.stream(values.split("\\|", -1)).collect(Collectors.toSet());

        assertThat(new FieldFilter(field, operator, set).passes(FIELDS)).isEqualTo(passes);
    }

    @Test
    void takesAFactThatPassesAllOfThem() {
        FieldFilter right = new FieldFilter("model", FieldFilter.Operator.EXISTS, Set.of());
        FieldFilter wrong = new FieldFilter("size", FieldFilter.Operator.ABSENT, Set.of());

        assertThat(counting(right).passes(FIELDS)).isTrue();
        assertThat(counting(right, wrong).passes(FIELDS)).isFalse();
    }

    @Test
    void hasTheValueOfItsFieldOrExpressionOrCountsOne() {
        assertThat(counting().value(FIELDS)).hasValue(BigDecimal.ONE);
        assertThat(new MeterRule(List.of(), "size", null, null).value(FIELDS)).hasValue(new BigDecimal("1.50"));
        assertThat(new MeterRule(List.of(), null, Expression.parse("size * 2"), null).value(FIELDS))
                .hasValue(BigDecimal.valueOf(3));
        assertThat(new MeterRule(List.of(), "missing", null, null).value(FIELDS))
                .isEmpty();
    }

    @Test
    void countsTextsAndNumbersAsUnique() {
        Folding unique = Folding.of(Aggregation.UNIQUE_COUNT);

        assertThat(new MeterRule(List.of(), "model", null, unique).observe(FIELDS, 5, IDENTITY))
                .hasValue(Observation.of("gpt-4o", 5, IDENTITY));
        assertThat(new MeterRule(List.of(), "size", null, unique).observe(FIELDS, 5, IDENTITY))
                .hasValue(Observation.of("1.5", 5, IDENTITY));
        assertThat(new MeterRule(List.of(), null, Expression.parse("size"), unique).observe(FIELDS, 5, IDENTITY))
                .hasValue(Observation.of("1.5", 5, IDENTITY));
        assertThat(new MeterRule(List.of(), "empty", null, unique).observe(FIELDS, 5, IDENTITY))
                .isEmpty();
    }

    @Test
    void refusesNonsense() {
        Expression expression = Expression.parse("size");
        assertThatIllegalArgumentException().isThrownBy(() -> new MeterRule(List.of(), "size", expression, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MeterRule(List.of(), null, null, Folding.of(Aggregation.MIN)));
        assertThatIllegalArgumentException().isThrownBy(() -> new FieldFilter("a", FieldFilter.Operator.IN, Set.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FieldFilter("a", FieldFilter.Operator.EXISTS, Set.of("x")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FieldFilter("a", FieldFilter.Operator.IN, Set.of("")));
    }

    private static MeterRule counting(FieldFilter... filters) {
        return new MeterRule(List.of(filters), null, null, null);
    }
}
