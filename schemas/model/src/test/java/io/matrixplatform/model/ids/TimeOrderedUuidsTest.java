package io.matrixplatform.model.ids;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TimeOrderedUuidsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private Instant now = NOON;
    private final TimeOrderedUuids uuids = new TimeOrderedUuids(() -> now, new Random(1));

    @Test
    void areOfVersionSevenAndOfTheStandardVariant() {
        UUID id = uuids.next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16)).isEqualTo(NOON);
    }

    @Test
    void ascendStrictlyAlsoBeyondTheCounterOfOneMillisecond() {
        List<UUID> made = Stream.generate(uuids::next).limit(20_000).toList();

        assertThat(made).isSortedAccordingTo(TimeOrderedUuidsTest::compare).doesNotHaveDuplicates();
        assertThat(made).allMatch(id -> id.version() == 7 && id.variant() == 2);
    }

    @Test
    void ascendWhenTheClockStepsBack() {
        UUID before = uuids.next();
        now = NOON.minusSeconds(3_600);
        UUID after = uuids.next();

        assertThat(compare(before, after)).isNegative();
    }

    @Property
    void ascendWhateverTheClockDoes(@ForAll @Size(max = 200) List<@IntRange(min = -5, max = 5) Integer> steps) {
        for (int step : steps) {
            UUID before = uuids.next();
            now = now.plusMillis(step);
            assertThat(compare(before, uuids.next())).isNegative();
        }
    }

    @Test
    void catchUpWithTheClockOnceItIsAhead() {
        IntStream.range(0, 20_000).forEach(i -> uuids.next());
        now = NOON.plusSeconds(1);

        assertThat(uuids.next().getMostSignificantBits() >>> 16).isEqualTo(now.toEpochMilli());
    }

    @Test
    void sortLikeTheirPublicForm() {
        List<String> texts = Stream.generate(() -> new TenantId(uuids.next()).toString())
                .limit(10_000)
                .toList();

        assertThat(texts).isSorted();
    }

    @Test
    void areDifferentInTwoMakersWithTheSameClock() {
        InstantSource clock = InstantSource.fixed(NOON);

        assertThat(new TimeOrderedUuids(clock, new Random(1)).next())
                .isNotEqualTo(new TimeOrderedUuids(clock, new Random(2)).next());
    }

    private static int compare(UUID one, UUID other) {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }
}
