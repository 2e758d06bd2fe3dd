package io.matrixplatform.bench.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LagTest {
    private final Lag lag = new Lag();

    @Test
    void isTheAgeOfTheFirstThatIsNotCounted() {
        lag.acknowledged(100, 1_000);
        lag.acknowledged(250, 2_000);
        lag.acknowledged(400, 3_000);

        assertThat(lag.behindNanos(99, 3_500)).isEqualTo(2_500);
        assertThat(lag.behindNanos(100, 3_500)).isEqualTo(1_500);
        assertThat(lag.behindNanos(250, 3_500)).isEqualTo(500);
    }

    @Test
    void isNothingWhenAllAreCounted() {
        lag.acknowledged(100, 1_000);

        assertThat(lag.behindNanos(100, 9_000)).isZero();
        assertThat(lag.behindNanos(120, 9_000)).isZero();
    }

    @Test
    void growsWhileNothingIsCountedAndNothingIsAcknowledged() {
        lag.acknowledged(100, 1_000);
        lag.acknowledged(100, 5_000);

        assertThat(lag.behindNanos(0, 5_000)).isEqualTo(4_000);
    }

    @Test
    void knowsWhatWasCountedBeforeARestore() {
        lag.acknowledged(100, 1_000);
        lag.acknowledged(200, 2_000);

        assertThat(lag.behindNanos(200, 2_500)).isZero();
        assertThat(lag.behindNanos(50, 3_000)).isEqualTo(2_000);
    }
}
