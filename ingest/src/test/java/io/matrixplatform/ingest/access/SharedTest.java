package io.matrixplatform.ingest.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SharedTest {
    private final Shared<Set<Integer>> shared = new Shared<>();

    @Test
    void givesTheFirstOfEqualValues() {
        Set<Integer> first = Set.of(1, 2);

        assertThat(shared.of(first)).isSameAs(first);
        assertThat(shared.of(Set.of(2, 1))).isSameAs(first);
        assertThat(shared.of(Set.of(1, 3))).containsExactlyInAnyOrder(1, 3);
    }

    @Test
    void keepsOnlySoManyDifferentOnes() {
        for (int i = 0; i < 1_000; i++) {
            shared.of(Set.of(i));
        }
        Set<Integer> beyond = Set.of(5_000);
        Set<Integer> again = Set.copyOf(List.of(5_000));

        assertThat(shared.of(beyond)).isSameAs(beyond);
        assertThat(shared.of(again)).isSameAs(again);
    }
}
