package io.matrixplatform.bench.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.bench.load.Sums;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecountTest {
    private static final Map<String, Sums> ACKNOWLEDGED =
            Map.of("ten_a", new Sums(10, 1_000, 300), "ten_b", new Sums(20, 5_000, 700));

    @Test
    void balancesWhenEveryTenantHasWhatWasAcknowledged() {
        assertThat(Recount.of(ACKNOWLEDGED, ACKNOWLEDGED)).isEqualTo(new Recount(0, 0));
        assertThat(Recount.of(ACKNOWLEDGED, ACKNOWLEDGED).isBalanced()).isTrue();
    }

    @Test
    void doesNotSetWhatOneTenantLacksAgainstWhatAnotherHasTooMuch() {
        Map<String, Sums> counted = Map.of("ten_a", new Sums(9, 1_000, 300), "ten_b", new Sums(21, 5_000, 700));

        assertThat(Recount.of(ACKNOWLEDGED, counted)).isEqualTo(new Recount(1, 1));
    }

    @Test
    void noticesOneCallInPlaceOfAnother() {
        Map<String, Sums> counted = Map.of("ten_a", new Sums(10, 990, 307), "ten_b", new Sums(20, 5_000, 700));

        assertThat(Recount.of(ACKNOWLEDGED, counted)).isEqualTo(new Recount(10, 7));
        assertThat(Recount.of(ACKNOWLEDGED, counted).isBalanced()).isFalse();
    }

    @Test
    void missesATenantOfWhomNothingIsKnown() {
        Map<String, Sums> counted = Map.of("ten_a", new Sums(10, 1_000, 300));

        assertThat(Recount.of(ACKNOWLEDGED, counted)).isEqualTo(new Recount(5_720, 0));
    }
}
