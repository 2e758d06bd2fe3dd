package io.matrixplatform.bench.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LookTest {
    private static final List<Look> AFTER_A_KILL = List.of(
            new Look(1, 40, 100),
            new Look(2, 90, 100),
            new Look(3, 700, 200),
            new Look(4, 300, 200),
            new Look(5, 60, 200));

    @Test
    void isBackWhenTheNewLifeIsAsNearAsNormal() {
        assertThat(Look.firstWithin(AFTER_A_KILL, 150, 80)).contains(new Look(5, 60, 200));
    }

    @Test
    void isNotBackWhileOnlyTheOldLifeHasSpoken() {
        assertThat(Look.firstWithin(AFTER_A_KILL.subList(0, 2), 150, 80)).isEmpty();
    }

    @Test
    void isNotBackWhileItIsFartherBehind() {
        assertThat(Look.firstWithin(AFTER_A_KILL, 150, 59)).isEmpty();
    }

    @Test
    void tellsWhenTheNewLifeBegan() {
        assertThat(Look.firstOf(AFTER_A_KILL, 150)).contains(new Look(3, 700, 200));
    }

    @Test
    void tellsWhatLagIsNormal() {
        assertThat(Look.lagNanos(AFTER_A_KILL, 50)).isEqualTo(90);
        assertThat(Look.lagNanos(AFTER_A_KILL, 95)).isEqualTo(700);
    }
}
