package io.matrixplatform.model.billing.credits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matrixplatform.model.billing.credits.BurnDown.Lapse;
import io.matrixplatform.model.billing.credits.BurnDown.Outcome;
import io.matrixplatform.model.billing.credits.BurnDown.Part;
import io.matrixplatform.model.billing.credits.BurnDown.Use;
import io.matrixplatform.model.billing.credits.Grant.Rollover;
import io.matrixplatform.model.rules.RuleViolation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BurnDownTest {
    private static final Rollover HALF_KEPT = new Rollover(BigDecimal.ZERO, new BigDecimal("5"));

    @Test
    void usesTheLowestPriorityThenTheSoonestExpiryThenTheOlderThenTheId() {
        List<Grant> grants = List.of(
                grant("d", "1", 2, 0, null),
                grant("c", "1", 1, 0, null),
                grant("b", "1", 1, 1, null),
                grant("a", "1", 1, 1, null),
                grant("e", "1", 1, 0, 90));

        Outcome outcome = run(grants, List.of(use(2, "tokens", "5")));

        assertThat(outcome.burned().get(0).parts()).extracting(Part::grant).containsExactly("e", "c", "a", "b", "d");
        assertThat(outcome.burned().get(0).uncovered()).isZero();
    }

    @DisplayName("trap 29: usage at the instant of an expiry, and of a grant")
    @Test
    void comesTooLateAtTheInstantOfTheExpiryButNotAtTheInstantOfTheGrant() {
        List<Grant> grants = List.of(grant("g", "10", 1, 3, 7));

        Outcome outcome = run(
                grants,
                List.of(use(2, "tokens", "1"), use(3, "tokens", "2"), use(6, "tokens", "3"), use(7, "tokens", "4")));

        assertThat(outcome.burned())
                .extracting(burned -> burned.uncovered().intValueExact())
                .containsExactly(1, 0, 0, 4);
        assertThat(outcome.lapsed()).containsExactly(new Lapse(at(7), "g", Lapse.Reason.EXPIRED, new BigDecimal("5")));
        assertThat(outcome.balance().holdings()).isEmpty();
    }

    @Test
    void tellsWhatIsLeftInTheOrderOfTheGrants() {
        List<Grant> grants = List.of(grant("late", "1", 3, 0, null), grant("first", "1", 1, 0, null));

        assertThat(run(grants, List.of(use(1, "tokens", "1"))).balance().holdings())
                .extracting(holding -> holding.grant().id() + holding.left())
                .containsExactly("late1", "first0");
    }

    @Test
    void refusesResetsOutsideTheWindow() {
        Balance balance = Balance.of(at(1), List.of());
        assertRefused(() -> BurnDown.run(balance, List.of(), List.of(at(0)), at(9)), "inside-window");
        assertRefused(() -> BurnDown.run(balance, List.of(), List.of(at(9)), at(9)), "inside-window");
    }

    @Test
    void paysOnlyForWhatIsInScope() {
        Grant images = new Grant("g", BigDecimal.TEN, 1, Set.of("images"), at(0), null, Rollover.ALL);

        Outcome outcome = run(List.of(images), List.of(use(1, "tokens", "1"), use(1, "images", "12")));

        assertThat(outcome.burned())
                .extracting(burned -> burned.uncovered().intValueExact())
                .containsExactly(1, 2);
    }

    @DisplayName("trap 29: a reset at the instant of a recurrence and of usage")
    @Test
    void rollsOverWithinItsBoundsBeforeUsageOfTheSameInstant() {
        Grant capped = new Grant("g", BigDecimal.TEN, 1, Set.of(), at(0), null, HALF_KEPT);
        Grant toppedUp =
                new Grant("t", new BigDecimal("3"), 2, Set.of(), at(0), null, new Rollover(new BigDecimal("4"), null));
        Grant begun = new Grant("b", new BigDecimal("9"), 3, Set.of(), at(5), null, HALF_KEPT);

        Outcome outcome = BurnDown.run(
                Balance.of(at(0), List.of(capped, toppedUp, begun)),
                List.of(use(5, "tokens", "6"), use(4, "tokens", "1")),
                List.of(at(5)),
                at(10));

        assertThat(outcome.lapsed())
                .containsExactly(
                        new Lapse(at(5), "g", Lapse.Reason.RESET, new BigDecimal("4")),
                        new Lapse(at(5), "t", Lapse.Reason.RESET, new BigDecimal("-1")));
        assertThat(outcome.burned().get(1).parts())
                .containsExactly(new Part("g", new BigDecimal("5")), new Part("t", BigDecimal.ONE));
        assertThat(outcome.balance().holdings())
                .extracting(holding -> holding.left().intValueExact())
                .containsExactly(0, 3, 9);
    }

    @Label("trap 29: one calculation equals any split of it")
    @Property(tries = 300)
    void oneCalculationEqualsAnySplitOfIt(@ForAll Random random) {
        List<Grant> grants = new ArrayList<>();
        BigDecimal granted = BigDecimal.ZERO;
        for (int i = 0; i < 5; i++) {
            int from = random.nextInt(10);
            Integer expires = random.nextBoolean() ? null : from + 1 + random.nextInt(12);
            String amount = Integer.toString(random.nextInt(20));
            grants.add(new Grant(
                    "g" + i,
                    new BigDecimal(amount),
                    random.nextInt(3),
                    Set.of(),
                    at(from),
                    expires == null ? null : at(expires),
                    random.nextBoolean() ? Rollover.ALL : HALF_KEPT));
            granted = granted.add(new BigDecimal(amount));
        }
        List<Use> uses = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            uses.add(use(random.nextInt(20), "tokens", Integer.toString(random.nextInt(6))));
        }
        List<Instant> resets = List.of(at(5), at(random.nextInt(20)));
        Instant split = at(random.nextInt(21));
        Balance start = Balance.of(at(0), grants);

        Outcome whole = BurnDown.run(start, uses, resets, at(20));
        Outcome first = BurnDown.run(start, before(uses, split), resetsBefore(resets, split), split);
        Outcome second = BurnDown.run(first.balance(), from(uses, split), resetsFrom(resets, split), at(20));

        assertThat(second.balance()).isEqualTo(whole.balance());
        assertThat(joined(first.burned(), second.burned())).isEqualTo(whole.burned());
        assertThat(joined(first.lapsed(), second.lapsed())).isEqualTo(whole.lapsed());
        BigDecimal spent = BigDecimal.ZERO;
        for (BurnDown.Burned burned : whole.burned()) {
            spent = spent.add(burned.use().amount()).subtract(burned.uncovered());
        }
        for (Lapse lapse : whole.lapsed()) {
            spent = spent.add(lapse.amount());
        }
        for (Balance.Holding holding : whole.balance().holdings()) {
            spent = spent.add(holding.left());
        }
        assertThat(spent).isEqualByComparingTo(granted);
    }

    @Test
    void refusesWhatCannotBe() {
        Grant grant = grant("g", "1", 1, 0, null);
        assertRefused(() -> grant("g", "-1", 1, 0, null), "not-negative");
        assertRefused(() -> new Balance.Holding(grant, BigDecimal.ONE.negate()), "not-negative");
        assertRefused(() -> grant("g", "1", 1, 5, 5), "expires-after-from");
        assertRefused(() -> use(1, "tokens", "-1"), "not-negative");
        assertRefused(() -> new Rollover(BigDecimal.ONE, BigDecimal.ZERO), "rollover-range");
        assertRefused(() -> new Rollover(BigDecimal.ONE.negate(), null), "rollover-range");
        assertRefused(() -> run(List.of(grant, grant), List.of()), "ids-differ");
        assertRefused(() -> run(List.of(grant), List.of(use(20, "tokens", "1"))), "inside-window");
        assertRefused(
                () -> BurnDown.run(Balance.of(at(1), List.of()), List.of(use(0, "t", "1")), List.of(), at(9)),
                "inside-window");
        assertRefused(
                () -> BurnDown.run(Balance.of(at(1), List.of()), List.of(), List.of(), at(0)), "until-after-start");
    }

    private static void assertRefused(ThrowingCallable call, String rule) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RuleViolation.class, no -> assertThat(no.rule()).isEqualTo(rule));
    }

    private static Outcome run(List<Grant> grants, List<Use> uses) {
        return BurnDown.run(Balance.of(at(0), grants), uses, List.of(), at(20));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static List<Use> before(List<Use> uses, Instant split) {
        return uses.stream().filter(use -> use.at().isBefore(split)).toList();
    }

    private static List<Use> from(List<Use> uses, Instant split) {
        return uses.stream().filter(use -> !use.at().isBefore(split)).toList();
    }

    private static List<Instant> resetsBefore(List<Instant> resets, Instant split) {
        return resets.stream().filter(reset -> reset.isBefore(split)).toList();
    }

    private static List<Instant> resetsFrom(List<Instant> resets, Instant split) {
        return resets.stream().filter(reset -> !reset.isBefore(split)).toList();
    }

    private static Grant grant(String id, String amount, int priority, int from, @Nullable Integer expires) {
        return new Grant(
                id,
                new BigDecimal(amount),
                priority,
                Set.of(),
                at(from),
                expires == null ? null : at(expires),
                Rollover.ALL);
    }

    private static Use use(int hour, String key, String amount) {
        return new Use(at(hour), key, new BigDecimal(amount));
    }

    private static Instant at(int hour) {
        return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(3600L * hour);
    }
}
