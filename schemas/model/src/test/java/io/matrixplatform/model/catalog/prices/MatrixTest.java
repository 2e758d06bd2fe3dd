package io.matrixplatform.model.catalog.prices;

import static io.matrixplatform.model.catalog.prices.PriceSamples.assertRefused;
import static io.matrixplatform.model.catalog.prices.PriceSamples.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.model.catalog.prices.Step.Kind;
import io.matrixplatform.model.metering.Dimensions;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MatrixTest {
    @Test
    void ratesEachCombinationByTheEntryThatMatchesMost() {
        Price matrix = new Matrix(List.of(
                entry(Map.of(), "1"),
                entry(Map.of("region", "eu"), "2"),
                entry(Map.of("region", "eu", "model", "large"), "5")));
        Usage usage = new Usage.Cells(Map.of(
                Dimensions.of(Map.of("region", "eu", "model", "large")), new BigDecimal("10"),
                Dimensions.of(Map.of("region", "eu", "model", "small")), new BigDecimal("10"),
                Dimensions.of(Map.of("region", "eu", "model", "tiny")), new BigDecimal("1"),
                Dimensions.of(Map.of("region", "us", "model", "large")), new BigDecimal("10")));

        Rated rated = matrix.rate(usage);

        assertThat(rated.amount()).isEqualByComparingTo("82");
        assertThat(rated.explanation().quantity()).isEqualByComparingTo("31");
        assertThat(rated.explanation().steps())
                .filteredOn(step -> step.kind() == Kind.CELL)
                .extracting(Step::what)
                .containsExactly("{}", "{\"region\":\"eu\"}", "{\"model\":\"large\",\"region\":\"eu\"}");
        assertThat(matrix.rate(new Usage.Cells(Map.of())).amount()).isZero();
    }

    @Test
    void prefersTheEarlierOfTwoEntriesThatMatchAsMuch() {
        Price matrix = new Matrix(List.of(entry(Map.of("a", "1"), "3"), entry(Map.of("b", "1"), "4")));
        Usage both = new Usage.Cells(Map.of(Dimensions.of(Map.of("a", "1", "b", "1")), BigDecimal.ONE));
        Usage none = new Usage.Cells(Map.of(Dimensions.of(Map.of("c", "1")), BigDecimal.ONE));

        assertThat(matrix.rate(both).amount()).isEqualByComparingTo("3");
        assertRefused(() -> matrix.rate(none), "usage/cells", "cell-priced");
        assertRefused(
                () -> new Matrix(List.of(entry(Map.of(), "3"), entry(Map.of(), "4"))),
                "entries/1/match",
                "entries-differ");
        assertRefused(() -> new Matrix(List.of()), "entries", "entries-present");
    }
}
