package io.matrixplatform.model.billing.creditnotes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matrixplatform.model.billing.creditnotes.CreditNotes.CreditNote;
import io.matrixplatform.model.billing.creditnotes.CreditNotes.Full;
import io.matrixplatform.model.billing.creditnotes.CreditNotes.Partial;
import io.matrixplatform.model.billing.creditnotes.CreditNotes.Prorated;
import io.matrixplatform.model.billing.creditnotes.CreditNotes.Request;
import io.matrixplatform.model.billing.creditnotes.CreditNotes.Wanted;
import io.matrixplatform.model.money.CurrencyCode;
import io.matrixplatform.model.money.Money;
import io.matrixplatform.model.money.Ratio;
import io.matrixplatform.model.rules.RuleViolation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CreditNotesTest {
    private static final CurrencyCode EUR = new CurrencyCode("EUR");

    @DisplayName("trap 24: 193.33 and 48.33 are 241.66")
    @Test
    void givesBackTheShareOfTheTax() {
        CreditNote note = note(line("1000.00", "0", "250.00", "0"), new Partial(eur("193.33")));

        assertThat(note.amount()).hasToString("193.33 EUR");
        assertThat(note.taxes().get("VAT")).hasToString("48.33 EUR");
        assertThat(note.total()).hasToString("241.66 EUR");
    }

    @DisplayName("trap 24: 872.23 and 50.57 exhaust 922.80")
    @Test
    void exhaustsTheInvoiceExactlyInSuccessiveNotes() {
        // 769.00 at 20 %: 922.80 in all.
        CreditNote first = note(line("769.00", "0", "153.80", "0"), new Partial(eur("726.86")));
        CreditNote second = note(line("769.00", "0", "153.80", "726.86"), new Full());

        assertThat(first.total()).hasToString("872.23 EUR");
        assertThat(second.total()).hasToString("50.57 EUR");
        assertThat(first.total().plus(second.total())).hasToString("922.8 EUR");
    }

    @DisplayName("trap 23: a coupon is pro-rated before tax")
    @Test
    void takesTheShareOfTheCouponOffBeforeTax() {
        CreditNote note = note(line("100.00", "10.00", "18.00", "0"), new Prorated(Ratio.of(1, 3)));

        assertThat(note.amount()).hasToString("33.33 EUR");
        assertThat(note.coupon()).hasToString("3.33 EUR");
        assertThat(note.taxes().get("VAT")).hasToString("6 EUR");
        assertThat(note.total()).hasToString("36 EUR");
    }

    @Test
    void sumsItsLines() {
        CreditNote note = CreditNotes.of(List.of(
                new Request(line("10.00", "0", "2.00", "0"), new Full()),
                new Request(new InvoicedLine("b", eur("5.00"), eur("0"), Map.of(), eur("0")), new Full())));

        assertThat(note.total()).hasToString("17 EUR");
        assertThat(note.amount()).hasToString("15 EUR");
    }

    @Test
    void givesAllOrNothingBackByTheShareOfOneAndOfZero() {
        assertThat(note(line("10.00", "0", "2.00", "0"), new Prorated(Ratio.ONE))
                        .total())
                .hasToString("12 EUR");
        assertThat(note(line("10.00", "0", "2.00", "0"), new Prorated(Ratio.ZERO))
                        .total())
                .hasToString("0 EUR");
    }

    @Test
    void givesNothingBackOfALineThatCostNothing() {
        assertThat(note(line("0", "0", "0", "0"), new Full()).total()).hasToString("0 EUR");
    }

    @Property
    void successiveNotesExhaustLineCouponAndTax(
            @ForAll @IntRange(min = 1, max = 100_000) int amount,
            @ForAll @IntRange(max = 100) int couponPercent,
            @ForAll @IntRange(max = 30_000) int tax,
            @ForAll @Size(max = 6) List<@IntRange(max = 50_000) Integer> parts) {
        BigDecimal coupon = BigDecimal.valueOf((long) amount * couponPercent / 100, 2);
        Money credited = eur("0");
        Money total = eur("0");
        for (int part : parts) {
            InvoicedLine line = line(
                    cents(amount),
                    coupon.toPlainString(),
                    cents(tax),
                    credited.amount().toPlainString());
            Money wanted = eur(cents(part));
            CreditNote note =
                    note(line, new Partial(wanted.amount().compareTo(line.left().amount()) > 0 ? line.left() : wanted));
            credited = credited.plus(note.amount());
            total = total.plus(note.total());
            assertThat(note.coupon().signum()).isNotNegative();
            assertThat(note.taxes().values()).allMatch(share -> share.signum() >= 0);
        }
        CreditNote last = note(
                line(
                        cents(amount),
                        coupon.toPlainString(),
                        cents(tax),
                        credited.amount().toPlainString()),
                new Full());

        assertThat(credited.plus(last.amount())).isEqualTo(eur(cents(amount)));
        assertThat(total.plus(last.total()))
                .isEqualTo(eur(cents(amount)).minus(eur(coupon.toPlainString())).plus(eur(cents(tax))));
    }

    @Test
    void refusesMoreThanWasCharged() {
        assertRefused(
                () -> note(line("10.00", "0", "2", "4.00"), new Partial(eur("6.01"))),
                "lines/0/amount",
                "credit-within-charge");
        assertRefused(
                () -> note(line("10.00", "0", "2", "4.00"), new Prorated(Ratio.of(7, 10))),
                "lines/0/amount",
                "credit-within-charge");
        assertThat(note(line("10.00", "0", "2", "4.00"), new Prorated(Ratio.of(6, 10)))
                        .amount())
                .hasToString("6 EUR");
        assertRefused(() -> line("10.00", "10.01", "2", "0"), "coupon", "coupon-within-line");
        assertRefused(() -> line("10.00", "0", "2", "10.01"), "credited", "credit-within-charge");
        assertRefused(() -> line("-10.00", "0", "2", "0"), "amount", "not-negative");
        assertRefused(() -> line("10.001", "0", "2", "0"), "amount", "amount-rounded");
        assertRefused(() -> line("10", "0.001", "2", "0"), "coupon", "amount-rounded");
        assertRefused(() -> line("10", "0", "0.001", "0"), "taxes", "amount-rounded");
        assertRefused(() -> line("10", "0", "2", "0.001"), "credited", "amount-rounded");
        assertRefused(() -> line("10", "0", "-2", "0"), "taxes", "not-negative");
        assertRefused(
                () -> note(line("10.00", "0", "2", "0"), new Partial(eur("1.001"))),
                "lines/0/amount",
                "amount-payable");
        assertRefused(
                () -> note(line("10.00", "0", "2", "0"), new Partial(eur("-1"))), "lines/0/amount", "amount-payable");
        assertRefused(
                () -> note(
                        line("10.00", "0", "2", "0"), new Partial(new Money(BigDecimal.ONE, new CurrencyCode("USD")))),
                "lines/0/amount",
                "one-currency");
        assertRefused(() -> new Prorated(Ratio.of(2, 1)), "share", "share-range");
        assertRefused(() -> new Prorated(Ratio.of(-1, 2)), "share", "share-range");
        Map<String, Money> dollars = Map.of("VAT", new Money(BigDecimal.ONE, new CurrencyCode("USD")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InvoicedLine("a", eur("10"), eur("0"), dollars, eur("0")));
        assertRefused(() -> CreditNotes.of(List.of()), "lines", "lines-present");
        Request request = new Request(line("10.00", "0", "2", "0"), new Full());
        assertRefused(() -> CreditNotes.of(List.of(request, request)), "lines/1/key", "lines-differ");
    }

    private static void assertRefused(ThrowingCallable call, String field, String rule) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RuleViolation.class, no -> {
            assertThat(no.field()).isEqualTo(field);
            assertThat(no.rule()).isEqualTo(rule);
        });
    }

    private static CreditNote note(InvoicedLine line, Wanted wanted) {
        return CreditNotes.of(List.of(new Request(line, wanted)));
    }

    private static InvoicedLine line(String amount, String coupon, String tax, String credited) {
        return new InvoicedLine("a", eur(amount), eur(coupon), Map.of("VAT", eur(tax)), eur(credited));
    }

    private static String cents(int cents) {
        return BigDecimal.valueOf(cents, 2).toPlainString();
    }

    private static Money eur(String amount) {
        return new Money(new BigDecimal(amount), EUR);
    }
}
