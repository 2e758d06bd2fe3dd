package io.matrixplatform.model.billing.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matrixplatform.model.billing.creditnotes.CreditNotes;
import io.matrixplatform.model.billing.creditnotes.InvoicedLine;
import io.matrixplatform.model.catalog.prices.Converted;
import io.matrixplatform.model.catalog.prices.Graduated;
import io.matrixplatform.model.catalog.prices.PackagePrice;
import io.matrixplatform.model.catalog.prices.PerUnit;
import io.matrixplatform.model.catalog.prices.Price;
import io.matrixplatform.model.catalog.prices.Tier;
import io.matrixplatform.model.catalog.prices.Usage;
import io.matrixplatform.model.catalog.prices.Volume;
import io.matrixplatform.model.catalog.prices.ZeroUsage;
import io.matrixplatform.model.money.CurrencyCode;
import io.matrixplatform.model.money.Money;
import io.matrixplatform.model.money.Ratio;
import io.matrixplatform.model.rules.RuleViolation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CumulativeRatingTest {
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final Price UNIT = new PerUnit(BigDecimal.ONE);
    private static final Price VOLUME = new Volume(
            List.of(new Tier(new BigDecimal("15"), BigDecimal.TEN, BigDecimal.ZERO), last("5", "0")), ZeroUsage.CHARGE);
    private static final Price GRADUATED = new Graduated(
            List.of(new Tier(BigDecimal.TEN, new BigDecimal("0.3333"), BigDecimal.ONE), last("0.1111", "2")),
            ZeroUsage.CHARGE);
    private static final Price PACKAGE = new PackagePrice(BigDecimal.TEN, BigDecimal.TEN, BigDecimal.ZERO);
    private static final Price BEGUN_THOUSANDS = new Converted(new BigDecimal("1000"), RoundingMode.UP, 0, UNIT);

    @DisplayName("trap 10: 150, then -70")
    @Test
    void givesBackWhenVolumeRepricesDownwards() {
        assertThat(bill(VOLUME, "15", "16")).containsExactly("150", "-70");
    }

    @DisplayName("trap 11: 1, 9 and 10 units are one package in total")
    @Test
    void billsOnePackageForOneNineAndTenUnits() {
        assertThat(bill(PACKAGE, "1", "9", "10")).containsExactly("10", "0", "0");
    }

    @DisplayName("trap 13: rounded on the cumulative quantity, 3 units and not 4")
    @Test
    void roundsConvertedUnitsOnTheTotalOfThePeriod() {
        assertThat(bill(BEGUN_THOUSANDS, "900", "1800", "2700", "3000")).containsExactly("1", "1", "1", "0");
    }

    @DisplayName("trap 9: no usage bills the first fixed amount once, not per slice")
    @Test
    void billsTheFirstFixedAmountOfNoUsageOnceAndNotPerSlice() {
        assertThat(bill(GRADUATED, "0", "0", "0")).containsExactly("1", "0", "0");
    }

    @DisplayName("trap 25: late across a tier, negative, and at a new price")
    @Test
    void booksLateUsageCorrectionsAndNewPricesAsDifferences() {
        PriceVersion old = version("2026-01", GRADUATED);
        Money first = line(old, "8", Terms.NONE, Progress.ENDED, zero()).amount();
        Money late = line(old, "12", Terms.NONE, Progress.ENDED, first).amount();
        Money corrected =
                line(old, "3", Terms.NONE, Progress.ENDED, first.plus(late)).amount();
        RatedLine repriced = line(
                version("2026-02", UNIT),
                "3",
                Terms.NONE,
                Progress.ENDED,
                first.plus(late).plus(corrected));

        assertThat(first).hasToString("3.67 EUR");
        assertThat(late).hasToString("2.89 EUR"); // crosses a tier: 6.5552 so far
        assertThat(corrected).hasToString("-4.56 EUR");
        assertThat(repriced.amount()).hasToString("1 EUR");
        assertThat(repriced.priceVersion()).isEqualTo("2026-02");
        assertThat(repriced.soFar()).hasToString("3 EUR");
    }

    /** Whether a bill was paid is nothing that rating is told: only lines count. */
    @DisplayName("trap 25: late after payment")
    @Test
    void booksLateUsageAfterPaymentAsTheDifferenceAlone() {
        Money paid = line(version("1", GRADUATED), "8", Terms.NONE, Progress.ENDED, zero())
                .amount();

        RatedLine late = line(version("1", GRADUATED), "12", Terms.NONE, Progress.ENDED, paid);
        RatedLine again = line(version("1", GRADUATED), "12", Terms.NONE, Progress.ENDED, paid.plus(late.amount()));

        assertThat(late.amount()).hasToString("2.89 EUR");
        assertThat(again.amount()).hasToString("0 EUR");
    }

    /** A credit note is no line: what it gave back stays given back when late usage comes. */
    @DisplayName("trap 25: late after a refund")
    @Test
    void doesNotBillAgainWhatACreditNoteGaveBack() {
        Money billed = line(version("1", GRADUATED), "8", Terms.NONE, Progress.ENDED, zero())
                .amount();
        InvoicedLine invoiced = new InvoicedLine("usage", billed, zero(), Map.of(), zero());
        CreditNotes.Wanted partly = new CreditNotes.Partial(new Money(BigDecimal.ONE, EUR));
        Money refunded = CreditNotes.of(List.of(new CreditNotes.Request(invoiced, partly)))
                .total();

        Money late = line(version("1", GRADUATED), "12", Terms.NONE, Progress.ENDED, billed)
                .amount();
        Money corrected = line(version("1", GRADUATED), "0", Terms.NONE, Progress.ENDED, billed.plus(late))
                .amount();

        assertThat(billed.minus(refunded).plus(late)).hasToString("5.56 EUR");
        assertThat(late).hasToString("2.89 EUR");
        assertThat(corrected).hasToString("-5.56 EUR"); // 1 is the first tier's fixed amount, due without usage as well
    }

    @Property
    void anySplitOfAPeriodBillsTheSame(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = -3000, max = 9000) Integer> thousandths,
            @ForAll @IntRange(max = 4) int which) {
        Price price = List.of(UNIT, VOLUME, GRADUATED, PACKAGE, BEGUN_THOUSANDS).get(which);
        Terms terms = new Terms(new BigDecimal("5"), new BigDecimal("40"), null, BigDecimal.ONE, true);
        BigDecimal soFar = BigDecimal.ZERO;
        Money booked = zero();
        for (int slice : thousandths) {
            soFar = soFar.add(BigDecimal.valueOf(slice, 3));
            booked = booked.plus(line(version("1", price), soFar.toPlainString(), terms, Progress.RUNNING, booked)
                    .amount());
        }
        Money end = line(version("1", price), soFar.toPlainString(), terms, Progress.ENDED, booked)
                .amount();

        RatedLine whole = line(version("1", price), soFar.toPlainString(), terms, Progress.ENDED, zero());

        assertThat(booked.plus(end)).isEqualTo(whole.amount());
        assertThat(whole.amount().amount()).isBetween(new BigDecimal("5"), new BigDecimal("40"));
    }

    @DisplayName("trap 12: the minimum at the end only, prorated on termination")
    @Test
    void raisesToTheMinimumOnlyAtTheEndAndProratesItOnTermination() {
        Terms terms = Terms.ofMinimum(new BigDecimal("100"));

        assertThat(amount("30", terms, Progress.RUNNING)).isEqualTo("30 EUR");
        assertThat(amount("30", terms, Progress.ENDED)).isEqualTo("100 EUR");
        assertThat(amount("130", terms, Progress.ENDED)).isEqualTo("130 EUR");
        assertThat(amount("30", terms, Progress.terminatedAfter(Ratio.of(17, 31))))
                .isEqualTo("54.84 EUR");
        Terms whole = new Terms(new BigDecimal("100"), null, null, BigDecimal.ONE, false);
        assertThat(amount("30", whole, Progress.terminatedAfter(Ratio.of(17, 31))))
                .isEqualTo("100 EUR");
    }

    @DisplayName("trap 12: the maximum caps cumulatively")
    @Test
    void capsCumulatively() {
        Terms terms = Terms.ofMaximum(new BigDecimal("100"));
        Money first =
                line(version("1", UNIT), "80", terms, Progress.RUNNING, zero()).amount();
        RatedLine second = line(version("1", UNIT), "120", terms, Progress.RUNNING, first);
        RatedLine third = line(version("1", UNIT), "150", terms, Progress.ENDED, new Money(new BigDecimal("100"), EUR));

        assertThat(first).hasToString("80 EUR");
        assertThat(second.amount()).hasToString("20 EUR");
        assertThat(third.amount()).hasToString("0 EUR");
        assertThat(third.parts().cut()).isEqualTo(Ratio.of(-50, 1));
        assertThat(amount("100", terms, Progress.ENDED)).isEqualTo("100 EUR");
    }

    @ParameterizedTest
    @CsvSource({"60,60,100", "100,100,100", "150,175,175", "100.01,100.02,100.02"})
    void truesUpACommitmentAtItsEndAndPricesOverageByItsFactor(String used, String running, String ended) {
        Terms terms = Terms.ofCommitment(new BigDecimal("100"), new BigDecimal("1.5"));

        assertThat(amount(used, terms, Progress.RUNNING)).isEqualTo(running + " EUR");
        assertThat(amount(used, terms, Progress.ENDED)).isEqualTo(ended + " EUR");
    }

    @Test
    void tellsTheTrueUpApart() {
        RatedLine line = line(
                version("1", UNIT),
                "60",
                Terms.ofCommitment(new BigDecimal("100"), BigDecimal.ONE),
                Progress.ENDED,
                zero());

        assertThat(line.parts())
                .isEqualTo(new RatedLine.Parts(Ratio.of(60, 1), Ratio.ZERO, Ratio.ZERO, Ratio.of(40, 1)));
    }

    @ParameterizedTest
    @CsvSource({"0,100,0", "99,1,0", "100,0,0", "101,0,10", "112,0,20", "-5,100,0"})
    void ratesWhatIsUsedBeyondThePrepaidQuantity(String used, String left, String amount) {
        Prepaid prepaid = new Prepaid(new BigDecimal("100"));
        BigDecimal quantity = new BigDecimal(used);

        assertThat(prepaid.left(quantity)).isEqualByComparingTo(left);
        assertThat(PACKAGE.rate(prepaid.overage(quantity)).amount()).isEqualByComparingTo(amount);
    }

    @Test
    void refusesImpossibleTerms() {
        BigDecimal one = BigDecimal.ONE;
        assertRefused(() -> new Terms(BigDecimal.TEN, one, null, one, true), "maximum-covers-minimum");
        assertRefused(() -> new Terms(one, null, one, one, true), "one-floor");
        assertRefused(() -> Terms.ofMinimum(one.negate()), "not-negative");
        assertRefused(() -> Terms.ofMaximum(one.negate()), "not-negative");
        assertRefused(() -> Terms.ofCommitment(one.negate(), one), "not-negative");
        assertRefused(() -> Terms.ofCommitment(one, one.negate()), "not-negative");
        assertRefused(() -> new Prepaid(one.negate()), "not-negative");
        assertRefused(() -> Progress.terminatedAfter(Ratio.of(32, 31)), "share-of-period");
        assertRefused(() -> Progress.terminatedAfter(Ratio.of(-1, 31)), "share-of-period");
        assertRefused(
                () -> line(version("1", UNIT), "1", Terms.NONE, Progress.ENDED, Money.zero(new CurrencyCode("USD"))),
                "booked-currency");
    }

    @Test
    void takesTermsAtTheirBounds() {
        BigDecimal zero = BigDecimal.ZERO;
        assertThat(amount("30", new Terms(zero, zero, null, zero, true), Progress.ENDED))
                .isEqualTo("0 EUR");
        assertThat(amount("30", Terms.ofCommitment(zero, zero), Progress.ENDED)).isEqualTo("0 EUR");
        assertThat(amount("0", Terms.ofMinimum(BigDecimal.TEN), Progress.terminatedAfter(Ratio.ZERO)))
                .isEqualTo("0 EUR");
        assertThat(amount("0", Terms.ofMinimum(BigDecimal.TEN), Progress.terminatedAfter(Ratio.ONE)))
                .isEqualTo("10 EUR");
        assertThat(new Prepaid(zero).left(BigDecimal.ONE)).isZero();
    }

    private static void assertRefused(ThrowingCallable call, String rule) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RuleViolation.class, no -> assertThat(no.rule()).isEqualTo(rule));
    }

    private static List<String> bill(Price price, String... totals) {
        Money booked = zero();
        List<String> lines = new ArrayList<>();
        for (String total : totals) {
            Money amount = line(version("1", price), total, Terms.NONE, Progress.RUNNING, booked)
                    .amount();
            booked = booked.plus(amount);
            lines.add(amount.amount().toPlainString());
        }
        return lines;
    }

    private static String amount(String used, Terms terms, Progress progress) {
        return line(version("1", UNIT), used, terms, progress, zero()).amount().toString();
    }

    private static RatedLine line(PriceVersion price, String soFar, Terms terms, Progress progress, Money booked) {
        return CumulativeRating.line(price, new Usage.Total(new BigDecimal(soFar)), terms, progress, booked);
    }

    private static PriceVersion version(String version, Price price) {
        return new PriceVersion(version, EUR, price);
    }

    private static Tier last(String unitPrice, String fixed) {
        return new Tier(null, new BigDecimal(unitPrice), new BigDecimal(fixed));
    }

    private static Money zero() {
        return Money.zero(EUR);
    }
}
