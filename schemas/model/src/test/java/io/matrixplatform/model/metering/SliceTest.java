package io.matrixplatform.model.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SliceTest {
    private static final Instant START = Instant.parse("2026-11-21T11:45:00Z");
    private static final Slice SLICE = new Slice("ten_1", null, "tokens.input", "{\"model\":\"m\"}", START);

    @Test
    void hasIdsThatArePinnedForEver() {
        assertThat(SLICE.id()).isEqualTo("6303ea05584d5bfe1c6d0c35829e4d92");
        assertThat(SLICE.rollupId(START.plusSeconds(120))).isEqualTo("b81628bf6c55809bbe54a5a3df14afe6");
        assertThat(SLICE.lateUsageId(LocalDate.of(2026, 11, 22))).isEqualTo("4b390e1777f21a4599453841715a9e9b");
        assertThat(new Slice("ten_1", "sub_1", "tokens.input", "{\"model\":\"m\"}", START).id())
                .isEqualTo("fcb870eea2244d9d0b1906f0fe3d04c9");
    }

    @Test
    void hasAnotherIdWheneverAnyPartDiffers() {
        assertThat(new String[] {
                    SLICE.id(),
                    new Slice("ten_2", null, "tokens.input", "{\"model\":\"m\"}", START).id(),
                    new Slice("ten_1", "sub_1", "tokens.input", "{\"model\":\"m\"}", START).id(),
                    new Slice("ten_1", null, "tokens.output", "{\"model\":\"m\"}", START).id(),
                    new Slice("ten_1", null, "tokens.input", "{}", START).id(),
                    new Slice("ten_1", null, "tokens.input", "{\"model\":\"m\"}", SLICE.end()).id(),
                    SLICE.rollupId(START),
                    SLICE.rollupId(START.plusSeconds(60)),
                    SLICE.lateUsageId(LocalDate.EPOCH),
                    SLICE.lateUsageId(LocalDate.EPOCH.plusDays(1))
                })
                .doesNotHaveDuplicates();
    }

    @Test
    void isLateFromTheEndOfTheGraceOnAndNotBefore() {
        Duration grace = Duration.ofHours(1);
        Instant boundary = SLICE.end().plus(grace);

        assertThat(SLICE.isLate(boundary.minusNanos(1_000), grace)).isFalse();
        assertThat(SLICE.isLate(boundary, grace)).isTrue();
        assertThat(SLICE.isLate(SLICE.end().minusNanos(1_000), Duration.ZERO)).isFalse();
        assertThat(SLICE.isLate(SLICE.end(), Duration.ZERO)).isTrue();
    }

    @Property
    void startsAtTheQuarterHourThatTheFactLiesIn(
            @ForAll @LongRange(min = -100_000_000_000_000_000L, max = 100_000_000_000_000_000L) long micros) {
        Instant occurredAt = micros(micros);
        Instant start = Slice.startOf(occurredAt);

        assertThat(start.getEpochSecond() % 900).isZero();
        assertThat(start.getNano()).isZero();
        assertThat(start).isBeforeOrEqualTo(occurredAt);
        assertThat(start.plus(Slice.LENGTH)).isAfter(occurredAt);
    }

    @Property
    void consistsOfFifteenWholeMinutes(
            @ForAll @LongRange(min = -100_000_000_000_000_000L, max = 100_000_000_000_000_000L) long micros) {
        Instant minute = Slice.minuteOf(micros(micros));

        assertThat(Slice.startOf(minute)).isEqualTo(Slice.startOf(micros(micros)));
        assertThat(Duration.between(Slice.startOf(minute), minute).toSeconds() % 60)
                .isZero();
    }

    @Test
    void countsBackwardsBeforeTheEpochToo() {
        assertThat(Slice.startOf(Instant.parse("1969-12-31T23:59:59.999999Z")))
                .isEqualTo(Instant.parse("1969-12-31T23:45:00Z"));
        assertThat(Slice.startOf(Instant.EPOCH)).isEqualTo(Instant.EPOCH);
    }

    @Test
    void refusesAStartThatIsNoQuarterHour() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Slice("ten_1", null, "tokens.input", "{}", START.plusSeconds(60)))
                .withMessageContaining("2026-11-21T11:46:00Z");
    }

    private static Instant micros(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }
}
