package io.matrixplatform.model.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matrixplatform.model.money.Allocation.Leftover;
import io.matrixplatform.model.rules.RuleViolation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllocationTest {
    @DisplayName("trap 22: 100.00 over 1:2:3, JPY 5 over three")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "100.00 EUR | 1 2 3   | 16.67 33.33 50",
                "5 JPY      | 1 1 1   | 2 2 1",
                "-100.00 EUR| 1 2 3   | -16.67 -33.33 -50",
                "-5 JPY     | 1 1 1   | -2 -2 -1",
                "0.01 EUR   | 1 1     | 0.01 0",
                "0 EUR      | 1 2     | 0 0",
                "0.005 BHD  | 1 1     | 0.003 0.002",
                "1 JPY      | 0 1 1   | 0 1 0",
                "15 JPY     | 20 2 3  | 12 1 2",
            })
    void givesTheLeftoverToThoseWhoLostMost(String total, String weights, String parts) {
        assertThat(Allocation.of(money(total), weights(weights)))
                .extracting(this::plain)
                .containsExactly(parts.split(" "));
    }

    @Test
    void givesTheLeftoverToTheFirstIfSoAsked() {
        assertThat(Allocation.of(money("15 JPY"), weights("20 2 3"), Leftover.FIRST))
                .extracting(this::plain)
                .containsExactly("13", "1", "1");
        assertThat(Allocation.of(money("1 JPY"), weights("0 1 1"), Leftover.FIRST))
                .extracting(this::plain)
                .containsExactly("0", "1", "0");
    }

    @Property
    void partsSumToTheWhole(
            @ForAll @LongRange(min = -1_000_000_000_000L, max = 1_000_000_000_000L) long cents,
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 1000) Integer> numerators,
            @ForAll @IntRange(min = 1, max = 97) int denominator,
            @ForAll Leftover leftover) {
        List<Ratio> weights = new ArrayList<>(
                numerators.stream().map(n -> Ratio.of(n, denominator)).toList());
        weights.add(Ratio.of(1, 3));
        Money total = new Money(BigDecimal.valueOf(cents, 2), new CurrencyCode("EUR"));
        Ratio sum = weights.stream().reduce(Ratio.ZERO, Ratio::plus);

        List<Money> parts = Allocation.of(total, weights, leftover);

        assertThat(parts.stream().reduce(Money.zero(total.currency()), Money::plus))
                .isEqualTo(total);
        assertThat(Allocation.of(total.negated(), weights, leftover))
                .containsExactlyElementsOf(parts.stream().map(Money::negated).toList());
        for (int i = 0; i < parts.size(); i++) {
            Ratio exact = Ratio.of(total.amount()).times(weights.get(i)).dividedBy(sum);
            Ratio off = exact.plus(Ratio.of(parts.get(i).amount()).negated());
            assertThat(off).isBetween(Ratio.of(-1, 100), Ratio.of(1, 100));
        }
    }

    @Property
    void fitsSharesOfBothSignsToTheirRoundedSum(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = -100_000, max = 100_000) Integer> thirdsOfACent) {
        List<Ratio> shares = thirdsOfACent.stream().map(n -> Ratio.of(n, 300)).toList();
        CurrencyCode eur = new CurrencyCode("EUR");

        List<Money> parts = Allocation.rounded(shares, eur);

        Ratio sum = shares.stream().reduce(Ratio.ZERO, Ratio::plus);
        assertThat(parts.stream().reduce(Money.zero(eur), Money::plus)).isEqualTo(Rounding.toMinorUnits(sum, eur));
        assertThat(Allocation.rounded(shares.stream().map(Ratio::negated).toList(), eur))
                .containsExactlyElementsOf(parts.stream().map(Money::negated).toList());
    }

    @Test
    void splitsWhatComesToNothingAsItsMirrorImage() {
        CurrencyCode eur = new CurrencyCode("EUR");
        List<Ratio> shares = List.of(Ratio.of(1, 300), Ratio.of(1, 300), Ratio.of(-2, 300));
        List<Ratio> mirrored = shares.stream().map(Ratio::negated).toList();

        assertThat(Allocation.rounded(mirrored, eur))
                .containsExactlyElementsOf(Allocation.rounded(shares, eur).stream()
                        .map(Money::negated)
                        .toList());
    }

    @Test
    void refusesWhatCannotBeSplit() {
        assertRefused("1.005 EUR", "1 1", "amount", "amount-rounded");
        assertRefused("1 EUR", "1 -1", "weights/1", "weights-positive");
        assertRefused("1 EUR", "0 0", "weights", "weights-positive");
        assertThatThrownBy(() -> Allocation.fitted(money("1 EUR"), weights("2 2")))
                .isInstanceOfSatisfying(
                        RuleViolation.class, no -> assertThat(no.rule()).isEqualTo("shares-sum"));
        assertThatThrownBy(() -> Allocation.fitted(money("9 EUR"), weights("2 2")))
                .isInstanceOfSatisfying(
                        RuleViolation.class, no -> assertThat(no.rule()).isEqualTo("shares-sum"));
    }

    private static void assertRefused(String total, String weights, String field, String rule) {
        assertThatThrownBy(() -> Allocation.of(money(total), weights(weights)))
                .isInstanceOfSatisfying(RuleViolation.class, no -> {
                    assertThat(no.field()).isEqualTo(field);
                    assertThat(no.rule()).isEqualTo(rule);
                });
    }

    private String plain(Money part) {
        return part.amount().toPlainString();
    }

    private static Money money(String text) {
        String[] words = text.split(" ", -1);
        return new Money(new BigDecimal(words[0]), new CurrencyCode(words[1]));
    }

    private static List<Ratio> weights(String text) {
        return Arrays.stream(text.split(" "))
                .map(BigDecimal::new)
                .map(Ratio::of)
                .toList();
    }
}
