package io.matrixplatform.streams.metering.repeats;

import static io.matrixplatform.streams.metering.repeats.Repeats.Judgement.CONFLICT;
import static io.matrixplatform.streams.metering.repeats.Repeats.Judgement.FIRST;
import static io.matrixplatform.streams.metering.repeats.Repeats.Judgement.REPEAT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RepeatsTest {
    private static final int DAY = 20_000;

    @Test
    void countsWhatWasNeverSeen() {
        assertThat(Repeats.judge(7, DAY, null)).isEqualTo(FIRST);
    }

    @Test
    void takesTheSamePayloadForARepeat() {
        assertThat(Repeats.judge(7, DAY, new Sighting(7, DAY))).isEqualTo(REPEAT);
    }

    @Test
    void takesAnotherPayloadForAConflict() {
        assertThat(Repeats.judge(8, DAY, new Sighting(7, DAY))).isEqualTo(CONFLICT);
    }

    @Test
    void remembersForFortyFiveRecordedDays() {
        assertThat(Repeats.judge(7, DAY + 45, new Sighting(7, DAY))).isEqualTo(REPEAT);
        assertThat(Repeats.judge(7, DAY + 46, new Sighting(7, DAY))).isEqualTo(FIRST);
    }
}
