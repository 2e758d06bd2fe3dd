package io.matrixplatform.streams.metering.repeats;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.streams.metering.facts.FactKey;
import io.matrixplatform.streams.metering.facts.FactTopic;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class IdentityFilterTest {
    private static final int MANY = 100_000;

    private final SplittableRandom random = new SplittableRandom(1);

    @Property(tries = 200)
    void neverDeniesWhatWasAdded(@ForAll List<Long> numbers) {
        IdentityFilter filter = new IdentityFilter(16);
        numbers.forEach(number -> filter.add(new FactKey(FactTopic.API_CALLS, number, ~number)));

        assertThat(numbers).allMatch(number -> filter.mayHave(new FactKey(FactTopic.API_CALLS, number, ~number)));
    }

    @Test
    void deniesNearlyAllOfWhatWasNotAdded() {
        IdentityFilter filter = new IdentityFilter(MANY);
        for (int i = 0; i < MANY; i++) {
            filter.add(identity());
        }
        int claimed = 0;
        for (int i = 0; i < MANY; i++) {
            claimed += filter.mayHave(identity()) ? 1 : 0;
        }

        assertThat(claimed).isLessThan(MANY / 250);
    }

    @Test
    void tellsTopicsApart() {
        IdentityFilter filter = new IdentityFilter(MANY);
        int claimed = 0;
        for (int i = 0; i < 1_000; i++) {
            long high = random.nextLong();
            long low = random.nextLong();
            filter.add(new FactKey(FactTopic.API_CALLS, high, low));
            claimed += filter.mayHave(new FactKey(FactTopic.USAGE_EVENTS, high, low)) ? 1 : 0;
        }

        assertThat(claimed).isLessThan(20);
    }

    private FactKey identity() {
        return new FactKey(FactTopic.API_CALLS, random.nextLong(), random.nextLong());
    }
}
