package io.matrixplatform.model.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class OrderNumberTest {
    private static final long MAX_GENERATION = (1L << 41) - 1;

    @Property
    void ordersByGenerationAndThenByRevision(
            @ForAll @LongRange(max = MAX_GENERATION) long generation,
            @ForAll @LongRange(max = MAX_GENERATION) long otherGeneration,
            @ForAll @LongRange(max = OrderNumber.MAX_REVISION) long revision,
            @ForAll @LongRange(max = OrderNumber.MAX_REVISION) long otherRevision) {
        int expected = generation == otherGeneration
                ? Long.compare(revision, otherRevision)
                : Long.compare(generation, otherGeneration);

        assertThat(Long.compare(OrderNumber.of(generation, revision), OrderNumber.of(otherGeneration, otherRevision)))
                .isEqualTo(expected);
    }

    @Test
    void isPinned() {
        assertThat(OrderNumber.of(1, 2)).isEqualTo(4_194_306L);
        assertThat(OrderNumber.of(MAX_GENERATION, OrderNumber.MAX_REVISION)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void refusesToOverflowIntoTheNextGeneration() {
        assertThatIllegalArgumentException().isThrownBy(() -> OrderNumber.of(1, OrderNumber.MAX_REVISION + 1));
        assertThatIllegalArgumentException().isThrownBy(() -> OrderNumber.of(MAX_GENERATION + 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> OrderNumber.of(-1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> OrderNumber.of(0, -1));
    }

    @Test
    void lastsUntilSeptember2039() {
        assertThat(Instant.ofEpochMilli(MAX_GENERATION)).isBetween("2039-09-01T00:00:00Z", "2039-10-01T00:00:00Z");
    }

    @Test
    void opensALargerGenerationAlsoWhenTheClockStoodStillOrStateWasLost() {
        assertThat(OrderNumber.nextGeneration(-1, 1_000)).isEqualTo(1_000);
        assertThat(OrderNumber.nextGeneration(999, 1_000)).isEqualTo(1_000);
        assertThat(OrderNumber.nextGeneration(1_000, 1_000)).isEqualTo(1_001);
        assertThat(OrderNumber.nextGeneration(5_000, 1_000)).isEqualTo(5_001);
    }
}
