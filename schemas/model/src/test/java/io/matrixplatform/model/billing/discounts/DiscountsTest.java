package io.matrixplatform.model.billing.discounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matrixplatform.model.billing.discounts.Discounts.Convention;
import io.matrixplatform.model.billing.discounts.Discounts.FreeUnitsAt;
import io.matrixplatform.model.billing.discounts.Discounts.Ignored;
import io.matrixplatform.model.billing.discounts.Discounts.Line;
import io.matrixplatform.model.billing.discounts.Discounts.Order;
import io.matrixplatform.model.billing.discounts.Discounts.Outcome;
import io.matrixplatform.model.billing.discounts.Discounts.Skipped;
import io.matrixplatform.model.catalog.prices.Graduated;
import io.matrixplatform.model.catalog.prices.PerUnit;
import io.matrixplatform.model.catalog.prices.Price;
import io.matrixplatform.model.catalog.prices.Tier;
import io.matrixplatform.model.catalog.prices.Volume;
import io.matrixplatform.model.catalog.prices.ZeroUsage;
import io.matrixplatform.model.money.CurrencyCode;
import io.matrixplatform.model.money.Money;
import io.matrixplatform.model.rules.RuleViolation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DiscountsTest {
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final Convention REDUCED = new Convention(Order.AS_LISTED, FreeUnitsAt.REDUCED_QUANTITY);
    private static final List<Line> LINES = List.of(line("a", "10.00"), line("b", "20.00"), line("c", "30.00"));

    @DisplayName("trap 23: discounts in their declared order")
    @Test
    void appliesInTheDeclaredOrder() {
        List<Discount> discounts = List.of(amount("ten", "10", "EUR"), percent("half", "50"));

        assertThat(net(apply(LINES, discounts, Order.AS_LISTED))).isEqualTo("25");
        assertThat(net(apply(LINES, discounts, Order.AMOUNTS_FIRST))).isEqualTo("25");
        assertThat(net(apply(LINES, discounts, Order.PERCENTAGES_FIRST))).isEqualTo("20");
    }

    @Test
    void sharesAnAmountAmongTheLinesToTheCent() {
        Outcome outcome = apply(LINES, List.of(amount("c", "10", "EUR")), Order.AS_LISTED);

        assertThat(outcome.applied().get(0).perLine())
                .extracting(money -> money.amount().toPlainString())
                .containsExactly("1.67", "3.33", "5");
        assertThat(outcome.net()).extracting(Money::toString).containsExactly("8.33 EUR", "16.67 EUR", "25 EUR");
    }

    @DisplayName("trap 23: never below zero")
    @Test
    void stopsAtZeroAndSaysThatNothingIsLeft() {
        Outcome outcome = apply(LINES, List.of(amount("big", "100", "EUR"), percent("more", "10")), Order.AS_LISTED);

        assertThat(net(outcome)).isEqualTo("0");
        assertThat(outcome.applied().get(0).off()).hasToString("60 EUR");
        assertThat(outcome.skipped()).containsExactly(new Skipped("more", Ignored.NOTHING_LEFT));
    }

    @DisplayName("trap 23: another currency is ignored")
    @Test
    void ignoresAnotherCurrencyAndSaysSo() {
        Outcome outcome = apply(LINES, List.of(amount("usd", "10", "USD")), Order.AS_LISTED);

        assertThat(net(outcome)).isEqualTo("60");
        assertThat(outcome.skipped()).containsExactly(new Skipped("usd", Ignored.OTHER_CURRENCY));
    }

    @Test
    void keepsToItsScopeAndItsDuration() {
        Discount scoped = new Discount("s", new Discount.Percentage(BigDecimal.TEN), Set.of("b"), 2);
        Discount elsewhere = new Discount("x", new Discount.Percentage(BigDecimal.TEN), Set.of("z"), null);

        assertThat(Discounts.apply(LINES, EUR, List.of(scoped, elsewhere), Convention.DEFAULT, 2)
                        .net())
                .extracting(Money::toString)
                .containsExactly("10 EUR", "18 EUR", "30 EUR");
        assertThat(Discounts.apply(LINES, EUR, List.of(scoped, elsewhere), Convention.DEFAULT, 3)
                        .skipped())
                .containsExactly(new Skipped("s", Ignored.ENDED), new Skipped("x", Ignored.NO_LINE_IN_SCOPE));
    }

    @Test
    void givesUnitsFreeAtTheAveragePrice() {
        List<Line> lines =
                List.of(new Line("a", new BigDecimal("100"), new BigDecimal("30"), null), line("unmetered", "5"));
        Discount ten = new Discount("u", new Discount.FreeUnits(BigDecimal.TEN), Set.of(), null);
        Discount all = new Discount("u", new Discount.FreeUnits(new BigDecimal("31")), Set.of(), null);

        assertThat(apply(lines, List.of(ten), Order.AS_LISTED).net())
                .extracting(Money::toString)
                .containsExactly("66.67 EUR", "5 EUR");
        assertThat(apply(lines, List.of(all), Order.AS_LISTED).net().get(0)).hasToString("0 EUR");
    }

    /** A hundred units: fifty at 2.00, fifty at 0.50. Ten of them on average cost 12.50, the last ten cost 5.00. */
    @Test
    void givesUnitsFreeByReducingTheQuantityIfSoAgreed() {
        Price price = new Graduated(
                List.of(
                        new Tier(new BigDecimal("50"), new BigDecimal("2"), BigDecimal.ZERO),
                        new Tier(null, new BigDecimal("0.5"), BigDecimal.ZERO)),
                ZeroUsage.CHARGE);

        assertThat(offTenUnits(price, "125", "100", FreeUnitsAt.AVERAGE_PRICE)).isEqualTo("12.5");
        assertThat(offTenUnits(price, "125", "100", FreeUnitsAt.REDUCED_QUANTITY))
                .isEqualTo("5");
        assertThat(offTenUnits(price, "10", "5", FreeUnitsAt.REDUCED_QUANTITY)).isEqualTo("10");
    }

    @Test
    void takesOffTheSameShareOfWhatAnEarlierDiscountHasLeft() {
        Line line = new Line("a", new BigDecimal("100"), BigDecimal.TEN, new PerUnit(BigDecimal.TEN));
        Discount free = new Discount("u", new Discount.FreeUnits(BigDecimal.ONE), Set.of(), null);

        assertThat(apply(List.of(line), List.of(percent("half", "50"), free), REDUCED)
                        .net())
                .extracting(Money::toString)
                .containsExactly("45 EUR");
    }

    @Test
    void addsNothingWhereFewerUnitsCostMore() {
        Price volume = new Volume(
                List.of(
                        new Tier(new BigDecimal("15"), BigDecimal.TEN, BigDecimal.ZERO),
                        new Tier(null, new BigDecimal("5"), BigDecimal.ZERO)),
                ZeroUsage.CHARGE);
        Line line = new Line("a", new BigDecimal("80"), new BigDecimal("16"), volume);
        Discount free = new Discount("u", new Discount.FreeUnits(BigDecimal.ONE), Set.of(), null);

        assertThat(apply(List.of(line), List.of(free), REDUCED).skipped())
                .containsExactly(new Skipped("u", Ignored.NOTHING_LEFT));
    }

    private static String offTenUnits(Price price, String amount, String quantity, FreeUnitsAt at) {
        Line line = new Line("a", new BigDecimal(amount), new BigDecimal(quantity), price);
        Discount free = new Discount("u", new Discount.FreeUnits(BigDecimal.TEN), Set.of(), null);
        return apply(List.of(line), List.of(free), new Convention(Order.AS_LISTED, at))
                .applied()
                .get(0)
                .off()
                .amount()
                .toPlainString();
    }

    @Test
    void leavesCreditsAlone() {
        Outcome outcome =
                apply(List.of(line("a", "10"), line("credit", "-4")), List.of(percent("p", "50")), Order.AS_LISTED);

        assertThat(outcome.net()).extracting(Money::toString).containsExactly("5 EUR", "-4 EUR");
    }

    @Test
    void refusesWhatCannotBe() {
        assertRefused(() -> percent("p", "100.1"), "percent-range");
        assertRefused(() -> percent("p", "-1"), "percent-range");
        assertRefused(() -> amount("a", "-1", "EUR"), "not-negative");
        assertRefused(() -> new Discount.FreeUnits(BigDecimal.ONE.negate()), "not-negative");
        assertRefused(() -> new Discount("d", new Discount.FreeUnits(BigDecimal.ONE), Set.of(), 0), "above-zero");
        assertRefused(() -> apply(List.of(line("a", "1.005")), List.of(), Order.AS_LISTED), "amount-rounded");
        Line unpriced = new Line("a", BigDecimal.TEN, BigDecimal.TEN, null);
        Discount free = new Discount("u", new Discount.FreeUnits(BigDecimal.ZERO), Set.of(), null);
        assertRefused(() -> apply(List.of(unpriced), List.of(free), REDUCED), "line-priced");
        assertRefused(() -> Discounts.apply(LINES, EUR, List.of(), Convention.DEFAULT, 0), "period-from-one");
    }

    @Property
    void takesOffTheLinesWhatItTakesOffTheBillAndNeverGoesBelowZero(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 10_000) Integer> cents,
            @ForAll @Size(max = 4) List<@IntRange(max = 100) Integer> percents,
            @ForAll @IntRange(max = 20_000) int amount,
            @ForAll Order order) {
        List<Line> lines = cents.stream()
                .map(c -> new Line("l" + c, BigDecimal.valueOf(c, 2), BigDecimal.ONE, null))
                .toList();
        List<Discount> discounts = new ArrayList<>();
        discounts.add(new Discount(
                "amount", new Discount.Amount(new Money(BigDecimal.valueOf(amount, 2), EUR)), Set.of(), null));
        percents.forEach(percent -> discounts.add(percent("p", percent.toString())));

        Outcome outcome = apply(lines, discounts, order);

        Money gross = lines.stream().map(line -> new Money(line.amount(), EUR)).reduce(Money.zero(EUR), Money::plus);
        Money off = outcome.applied().stream().map(Discounts.Applied::off).reduce(Money.zero(EUR), Money::plus);
        assertThat(new Money(new BigDecimal(net(outcome)), EUR)).isEqualTo(gross.minus(off));
        assertThat(outcome.net()).allMatch(net -> net.signum() >= 0);
        outcome.applied()
                .forEach(applied -> assertThat(applied.perLine().stream().reduce(Money.zero(EUR), Money::plus))
                        .isEqualTo(applied.off()));
        assertThat(outcome.applied().size() + outcome.skipped().size()).isEqualTo(discounts.size());
    }

    private static void assertRefused(ThrowingCallable call, String rule) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RuleViolation.class, no -> assertThat(no.rule()).isEqualTo(rule));
    }

    private static Outcome apply(List<Line> lines, List<Discount> discounts, Order order) {
        return apply(lines, discounts, new Convention(order, FreeUnitsAt.AVERAGE_PRICE));
    }

    private static Outcome apply(List<Line> lines, List<Discount> discounts, Convention convention) {
        return Discounts.apply(lines, EUR, discounts, convention, 1);
    }

    private static String net(Outcome outcome) {
        return outcome.net().stream()
                .reduce(Money.zero(EUR), Money::plus)
                .amount()
                .toPlainString();
    }

    private static Line line(String key, String amount) {
        return new Line(key, new BigDecimal(amount), BigDecimal.ZERO, null);
    }

    private static Discount percent(String id, String percent) {
        return new Discount(id, new Discount.Percentage(new BigDecimal(percent)), Set.of(), null);
    }

    private static Discount amount(String id, String amount, String currency) {
        return new Discount(
                id, new Discount.Amount(new Money(new BigDecimal(amount), new CurrencyCode(currency))), Set.of(), null);
    }
}
