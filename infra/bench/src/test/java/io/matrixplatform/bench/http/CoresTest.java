package io.matrixplatform.bench.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CoresTest {
    @Test
    void readsListsAsLinuxWritesThem() {
        assertThat(Cores.parse("0")).containsExactly(0);
        assertThat(Cores.parse("0-1")).containsExactly(0, 1);
        assertThat(Cores.parse("1,4-6,9")).containsExactly(1, 4, 5, 6, 9);
    }
}
