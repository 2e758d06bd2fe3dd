package io.matrixplatform.model.billing.tax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matrixplatform.model.billing.tax.Taxes.Line;
import io.matrixplatform.model.billing.tax.Taxes.Mode;
import io.matrixplatform.model.billing.tax.Taxes.Taxed;
import io.matrixplatform.model.money.CurrencyCode;
import io.matrixplatform.model.money.Money;
import io.matrixplatform.model.money.Rounding;
import io.matrixplatform.model.rules.RuleViolation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaxesTest {
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final Tax VAT = new Tax("VAT", Tax.Kind.VAT, new BigDecimal("20"), false);
    private static final Tax GST = new Tax("GST", Tax.Kind.GST, new BigDecimal("5"), false);
    private static final Tax QST = new Tax("QST", Tax.Kind.SALES_TAX, new BigDecimal("9.5"), true);

    @DisplayName("trap 20: JPY 999 at 10.5 % are 105")
    @ParameterizedTest
    @CsvSource({
        "JPY,999,10.5,105,1104",
        "BHD,0.005,10,0.001,0.006",
        "BHD,-0.005,10,-0.001,-0.006",
        "EUR,193.33,25,48.33,241.66"
    })
    void roundsTheTaxInTheMinorUnitsOfItsCurrency(
            String currency, String net, String percent, String tax, String gross) {
        CurrencyCode code = new CurrencyCode(currency);
        Tax rate = new Tax("VAT", Tax.Kind.VAT, new BigDecimal(percent), false);

        Taxed taxed = Taxes.of(
                List.of(new Line("a", new Money(new BigDecimal(net), code), List.of(rate))),
                code,
                Mode.EXCLUSIVE,
                Rounding.LINE);

        assertThat(taxed.tax()).isEqualTo(new Money(new BigDecimal(tax), code));
        assertThat(taxed.gross()).isEqualTo(new Money(new BigDecimal(gross), code));
    }

    @DisplayName("trap 21: taxes of 11.49 or 11.50 by their level")
    @Test
    void differsByTheRoundingLevel() {
        // 8.874 + 2.124 + 0.504 of tax: each rounded, or together.
        List<Line> lines = List.of(line("a", "44.37", VAT), line("b", "10.62", VAT), line("c", "2.52", VAT));

        assertThat(Taxes.of(lines, EUR, Mode.EXCLUSIVE, Rounding.LINE).tax()).hasToString("11.49 EUR");
        assertThat(Taxes.of(lines, EUR, Mode.EXCLUSIVE, Rounding.TAX).tax()).hasToString("11.5 EUR");
        assertThat(Taxes.of(lines, EUR, Mode.EXCLUSIVE, Rounding.INVOICE).tax()).hasToString("11.5 EUR");
    }

    @Test
    void roundsTaxesOneByOneAtTheirOwnLevelAndTogetherAtThatOfTheInvoice() {
        Tax a = new Tax("a", Tax.Kind.SALES_TAX, new BigDecimal("4.4"), false);
        Tax b = new Tax("b", Tax.Kind.SALES_TAX, new BigDecimal("3.3"), false);
        List<Line> lines = List.of(line("x", "1.00", a, b));

        assertThat(Taxes.of(lines, EUR, Mode.EXCLUSIVE, Rounding.TAX).tax()).hasToString("0.07 EUR");
        Taxed together = Taxes.of(lines, EUR, Mode.EXCLUSIVE, Rounding.INVOICE);
        assertThat(together.tax()).hasToString("0.08 EUR");
        assertThat(together.taxes().values()).extracting(Money::toString).containsExactly("0.05 EUR", "0.03 EUR");
    }

    @Test
    void compoundsOnTheTaxesBefore() {
        Taxed taxed = Taxes.of(List.of(line("a", "100", GST, QST)), EUR, Mode.EXCLUSIVE, Rounding.LINE);

        assertThat(taxed.taxes().get("GST")).hasToString("5 EUR");
        assertThat(taxed.taxes().get("QST")).hasToString("9.98 EUR"); // 105 × 9.5 %
    }

    @Test
    void takesInclusiveTaxesOutOfTheGross() {
        Taxed plain = Taxes.of(List.of(line("a", "100", VAT)), EUR, Mode.INCLUSIVE, Rounding.LINE);
        Taxed compound = Taxes.of(List.of(line("a", "114.98", GST, QST)), EUR, Mode.INCLUSIVE, Rounding.LINE);

        assertThat(plain.net()).hasToString("83.33 EUR");
        assertThat(plain.tax()).hasToString("16.67 EUR");
        assertThat(plain.gross()).hasToString("100 EUR");
        assertThat(compound.net()).hasToString("100 EUR");
        assertThat(compound.taxes().get("GST")).hasToString("5 EUR");
    }

    @Property
    void netAndTaxesSumToGrossAtEveryLevel(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = -5000, max = 50_000) Integer> cents,
            @ForAll Mode mode,
            @ForAll Rounding level) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < cents.size(); i++) {
            String amount = BigDecimal.valueOf(cents.get(i), 2).toPlainString();
            lines.add(
                    i % 3 == 0
                            ? line("l" + i, amount, GST, QST)
                            : i % 3 == 1 ? line("l" + i, amount, VAT) : line("l" + i, amount));
        }

        Taxed taxed = Taxes.of(lines, EUR, mode, level);

        Money net = Money.zero(EUR);
        Money gross = Money.zero(EUR);
        for (int i = 0; i < lines.size(); i++) {
            Taxes.TaxedLine line = taxed.lines().get(i);
            assertThat(sum(line.taxes().values()).plus(line.net())).isEqualTo(line.gross());
            assertThat(mode == Mode.INCLUSIVE ? line.gross() : line.net())
                    .isEqualTo(lines.get(i).amount());
            net = net.plus(line.net());
            gross = gross.plus(line.gross());
        }
        assertThat(taxed.net()).isEqualTo(net);
        assertThat(taxed.gross()).isEqualTo(gross);
        assertThat(sum(taxed.taxes().values())).isEqualTo(taxed.tax());
        assertThat(net.plus(taxed.tax())).isEqualTo(gross);
    }

    @Test
    void refusesWhatCannotBe() {
        assertRefused(
                () -> Taxes.of(List.of(line("a", "1.005", VAT)), EUR, Mode.EXCLUSIVE, Rounding.LINE), "amount-rounded");
        assertRefused(
                () -> Taxes.of(List.of(line("a", "1", VAT, VAT)), EUR, Mode.EXCLUSIVE, Rounding.LINE),
                "tax-names-differ");
        assertRefused(
                () -> Taxes.of(List.of(line("a", "1", VAT)), new CurrencyCode("USD"), Mode.EXCLUSIVE, Rounding.LINE),
                "one-currency");
        assertRefused(() -> new Tax("VAT", Tax.Kind.VAT, new BigDecimal("-1"), false), "not-negative");
    }

    private static void assertRefused(ThrowingCallable call, String rule) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RuleViolation.class, no -> assertThat(no.rule()).isEqualTo(rule));
    }

    private static Money sum(Collection<Money> parts) {
        return parts.stream().reduce(Money.zero(EUR), Money::plus);
    }

    private static Line line(String key, String amount, Tax... taxes) {
        return new Line(key, new Money(new BigDecimal(amount), EUR), List.of(taxes));
    }
}
