package io.matrixplatform.model.billing.periods;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

/** What every row of periods must be: each starts where the one before ends. */
final class Tiling {
    private Tiling() {}

    static void assertTiles(Periods periods, Instant start) {
        Period period = periods.first();
        assertThat(period.start()).isEqualTo(start);
        assertThat(period.index()).isZero();
        Period last = period;
        while (periods.after(period).isPresent()) {
            Period next = periods.after(period).orElseThrow();
            assertThat(next.start()).isEqualTo(period.end());
            assertThat(next.index()).isGreaterThan(period.index());
            assertThat(periods.containing(next.end().minusNanos(1))).contains(next);
            period = next;
            last = next;
        }
        assertThat(periods.containing(last.end())).isEmpty();
    }
}
