package io.matrixplatform.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.model.time.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ComparisonsTest {
    private static final Instant START = Instant.parse("2026-03-01T10:30:00Z");

    @Test
    void leavesTheLastSliceOut() {
        TimeWindow window = new TimeWindow(START, START.plus(Duration.ofHours(1)));

        assertThat(Comparisons.closed(window).end()).isEqualTo(START.plus(Duration.ofMinutes(45)));
    }

    @Test
    void hasATimeToLookAtAlsoWhenAllCallsLieInOneSlice() {
        TimeWindow slice = new TimeWindow(START, START.plus(Duration.ofMinutes(15)));

        assertThat(Comparisons.closed(slice)).isEqualTo(new TimeWindow(START.minus(Duration.ofMinutes(15)), START));
    }
}
