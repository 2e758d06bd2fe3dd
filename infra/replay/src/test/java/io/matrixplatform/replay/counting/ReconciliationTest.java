package io.matrixplatform.replay.counting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
    private static final Map<String, Totals> SENT =
            Map.of("ten_a", new Totals(3, 300, 30), "ten_b", new Totals(1, 7, 0));

    @Test
    void balancesWhenEveryStageHasTheSameOfEveryTenant() {
        assertThat(reconcile(SENT, SENT).isBalanced()).isTrue();
        assertThat(reconcile(SENT, SENT).faults()).isEmpty();
    }

    @Test
    void saysWhatIsMissingWhere() {
        assertThat(reconcile(SENT, Map.of("ten_a", new Totals(2, 299, 30), "ten_b", new Totals(1, 7, 0)))
                        .faults())
                .containsExactly("ledger, ten_a: 1 calls missing", "ledger, ten_a: 1 input tokens missing");
    }

    @Test
    void saysWhatIsThereTwice() {
        assertThat(reconcile(SENT, Map.of("ten_a", new Totals(3, 300, 30), "ten_b", new Totals(2, 14, 0)))
                        .faults())
                .containsExactly("ledger, ten_b: 1 calls too many", "ledger, ten_b: 7 input tokens too many");
    }

    @Test
    void isNotFooledByWhatOneTenantLacksAndAnotherHasTooMuch() {
        Reconciliation swapped =
                reconcile(SENT, Map.of("ten_a", new Totals(2, 293, 30), "ten_b", new Totals(2, 14, 0)));

        assertThat(swapped.stages().get(1).total()).isEqualTo(new Totals(4, 307, 30));
        assertThat(swapped.isBalanced()).isFalse();
    }

    @Test
    void noticesATenantThatAStageDoesNotHaveAndOneThatItShouldNot() {
        assertThat(reconcile(SENT, Map.of("ten_a", new Totals(3, 300, 30), "ten_c", new Totals(1, 7, 0)))
                        .faults())
                .containsExactly(
                        "ledger, ten_b: 1 calls missing",
                        "ledger, ten_b: 7 input tokens missing",
                        "ledger, ten_c: 1 calls too many",
                        "ledger, ten_c: 7 input tokens too many");
    }

    @Test
    void noticesUsageThatLiesInTheWrongLane() {
        Stage sent = new Stage("sent", SENT);
        Reconciliation result = new Reconciliation(
                "r",
                List.of(sent, new Stage("ledger", SENT)),
                new Stage("late by recorded_at", Map.of("ten_a", new Totals(1, 100, 10))),
                new Stage("late lane", Map.of()),
                0,
                List.of(),
                List.of());

        assertThat(result.faults())
                .containsExactly(
                        "late lane, ten_a: 1 calls missing",
                        "late lane, ten_a: 100 input tokens missing",
                        "late lane, ten_a: 10 output tokens missing");
    }

    @Test
    void doesNotBalanceWithRejectionsOrFiguresThatDiffer() {
        Stage sent = new Stage("sent", SENT);
        Stage none = new Stage("late", Map.of());

        Comparison conflicts = new Comparison("ten_a", "conflicts", "2", Map.of("raw log", "2", "PostgreSQL", "1"));
        Comparison close = new Comparison("ten_a", "percentile", "100", Map.of("platform", "101"), 0.01);
        Comparison far = new Comparison("ten_a", "percentile", "100", Map.of("platform", "102"), 0.01);

        assertThat(new Reconciliation(
                                "r",
                                List.of(sent),
                                none,
                                none,
                                4,
                                List.of(conflicts, close, far),
                                List.of("call-1: time-too-old, …"))
                        .faults())
                .containsExactly(
                        "the edge rejected call-1: time-too-old, …",
                        "PostgreSQL, ten_a: conflicts is 1 and not 2",
                        "platform, ten_a: percentile is 102 and not 100");
        assertThat(new Reconciliation("r", List.of(sent), none, none, 4, List.of(close), List.of()).isBalanced())
                .isTrue();
    }

    private static Reconciliation reconcile(Map<String, Totals> sent, Map<String, Totals> ledger) {
        Stage late = new Stage("late", Map.of());
        return new Reconciliation(
                "r",
                List.of(new Stage("sent", sent), new Stage("ledger", ledger)),
                late,
                late,
                0,
                List.of(),
                List.of());
    }
}
