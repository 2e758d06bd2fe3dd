package io.matrixplatform.model.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeWindowTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Property
    void containsTheMomentItWasAskedFor(
            @ForAll @LongRange(min = -10_000_000_000L, max = 10_000_000_000L) long seconds,
            @ForAll @LongRange(max = 999_999_999) long nanos,
            @ForAll @LongRange(min = 1, max = 100_000_000_000L) long sizeMicros) {
        Instant moment = Instant.ofEpochSecond(seconds, nanos);
        TimeWindow window = TimeWindow.containing(moment, micros(sizeMicros));

        assertThat(window.contains(moment)).isTrue();
        assertThat(window.length()).isEqualTo(micros(sizeMicros));
    }

    @Property
    void tilesTheTimeLineWithoutGapOrOverlap(
            @ForAll @LongRange(min = -10_000_000_000L, max = 10_000_000_000L) long seconds,
            @ForAll @LongRange(min = 1, max = 100_000_000_000L) long sizeMicros) {
        TimeWindow window = TimeWindow.containing(Instant.ofEpochSecond(seconds), micros(sizeMicros));
        TimeWindow next = TimeWindow.containing(window.end(), micros(sizeMicros));
        TimeWindow before = TimeWindow.containing(window.start().minusNanos(1), micros(sizeMicros));

        assertThat(next.start()).isEqualTo(window.end());
        assertThat(before.end()).isEqualTo(window.start());
        assertThat(window.overlaps(next)).isFalse();
        assertThat(window.overlaps(before)).isFalse();
    }

    @Test
    void isHalfOpen() {
        TimeWindow window = new TimeWindow(NOON, NOON.plusSeconds(60));

        assertThat(window.contains(NOON)).isTrue();
        assertThat(window.contains(NOON.minusNanos(1))).isFalse();
        assertThat(window.contains(window.end().minusNanos(1))).isTrue();
        assertThat(window.contains(window.end())).isFalse();
    }

    @Test
    void overlapsWhatSharesAMoment() {
        TimeWindow window = new TimeWindow(NOON, NOON.plusSeconds(60));

        assertThat(window.overlaps(window)).isTrue();
        assertThat(window.overlaps(new TimeWindow(NOON.plusSeconds(59), NOON.plusSeconds(61))))
                .isTrue();
        assertThat(window.overlaps(new TimeWindow(NOON.minusSeconds(1), NOON.plusSeconds(61))))
                .isTrue();
        assertThat(window.overlaps(new TimeWindow(NOON.plusSeconds(60), NOON.plusSeconds(61))))
                .isFalse();
        assertThat(window.overlaps(new TimeWindow(NOON.minusSeconds(1), NOON))).isFalse();
    }

    @Test
    void isNeverEmptyOrBackwards() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TimeWindow(NOON, NOON));
        assertThatIllegalArgumentException().isThrownBy(() -> new TimeWindow(NOON, NOON.minusNanos(1)));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1, 999, 1_500, -1_000})
    void refusesASizeThatIsNoWholeNumberOfMicroseconds(long nanos) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeWindow.containing(NOON, Duration.ofNanos(nanos)))
                .withMessageContaining("microseconds");
    }

    @Test
    void saysWhenAMomentIsTooFarAway() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> TimeWindow.containing(Instant.MAX, Duration.ofMinutes(1)));
    }

    private static Duration micros(long micros) {
        return Duration.ofNanos(micros * 1_000);
    }
}
