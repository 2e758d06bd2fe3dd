package io.matrixplatform.streams.metering.repeats;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.streams.metering.facts.FactKey;
import io.matrixplatform.streams.metering.facts.FactTopic;
import io.matrixplatform.streams.metering.repeats.Sighting.Original;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SightingsTest {
    private final Keyed state = new Keyed();
    private final SightingStore store = new SightingStore(state, state::turnTo, null);
    private final SplittableRandom random = new SplittableRandom(7);
    private final List<FactKey> met = new ArrayList<>();

    @Test
    void findsWhateverWasRememberedWhileItsFilterGrows() throws Exception {
        Sightings sightings = Sightings.filtered(store, state::keys, new IdentityFilter(1 << 15));

        meet(sightings, 20 << 15, true);

        assertThat(met).allMatch(key -> found(sightings, key));
    }

    @Test
    void asksStateForEverythingUntilItHasRecalledWhatWasThere() throws Exception {
        meet(Sightings.unfiltered(store), 10_000, false);
        Sightings restored = Sightings.filtered(store, state::keys, null);

        assertThat(restored.isRecalling()).isTrue();
        assertThat(met).allMatch(key -> found(restored, key));
        recall(restored);
        assertThat(met).allMatch(key -> found(restored, key));
    }

    @Test
    void tellsAFilterThatGrowsFromOneThatIsMadeAfterARestore() throws Exception {
        Sightings growing = Sightings.filtered(store, state::keys, new IdentityFilter(1_024));
        meet(growing, 1_025, false);
        Sightings restored = Sightings.filtered(store, state::keys, null);

        assertThat(growing.isRecalling()).isTrue();
        assertThat(growing.isGrowing()).isTrue();
        assertThat(restored.isRecalling()).isTrue();
        assertThat(restored.isGrowing()).isFalse();
        recall(growing);
        assertThat(growing.isGrowing()).isFalse();
    }

    @Test
    void readsWhatIsRememberedAgainAsItDoublesWhereItsFilterCannotGrow() throws Exception {
        Sightings sightings = Sightings.filtered(store, state::keys, new IdentityFilter(1 << 10), 1 << 10);

        meet(sightings, 40 << 10, true);

        assertThat(state.listed).isBetween(2, 5);
        assertThat(met).allMatch(key -> found(sightings, key));
    }

    @Test
    void asksStateForNearlyNothingThatIsNew() throws Exception {
        meet(Sightings.unfiltered(store), 10_000, false);
        Sightings sightings = Sightings.filtered(store, state::keys, null);
        meet(sightings, 1_000, false);
        recall(sightings);
        state.asked = 0;

        meet(sightings, 10_000, false);

        assertThat(state.asked).isLessThan(50);
        assertThat(met).allMatch(key -> found(sightings, key));
    }

    @Test
    void letsGoOfItsFiltersWhenItEnds() throws Exception {
        Sightings growing = Sightings.filtered(store, state::keys, new IdentityFilter(1_024));
        meet(growing, 1_025, false);

        growing.close();

        assertThat(growing.filter()).isNull();
        assertThat(growing.isRecalling()).isFalse();
    }

    private void meet(Sightings sightings, int count, boolean recalls) throws Exception {
        for (int i = 0; i < count; i++) {
            FactKey key = new FactKey(FactTopic.API_CALLS, random.nextLong(), random.nextLong());
            Sighting before = sightings.of(key);
            sightings.remember(key, before, Sighting.of(1, new Original(key.high(), 1, false, null)));
            met.add(key);
            if (recalls && i % 100 == 0) {
                sightings.recall();
            }
        }
    }

    private static void recall(Sightings sightings) {
        while (sightings.isRecalling()) {
            sightings.recall();
        }
    }

    private boolean found(Sightings sightings, FactKey key) {
        try {
            return sightings.of(key) != null;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Keyed state as Flink has it, in a map. */
    private static final class Keyed implements ValueState<Sighting> {
        private final Map<FactKey, Sighting> values = new HashMap<>();
        private FactKey current = new FactKey(FactTopic.API_CALLS, 0, 0);
        private int asked;
        private int listed;

        void turnTo(FactKey key) {
            current = key;
        }

        Stream<FactKey> keys() {
            listed++;
            return List.copyOf(values.keySet()).stream();
        }

        @Override
        public @Nullable Sighting value() {
            asked++;
            return values.get(current);
        }

        @Override
        public void update(Sighting value) {
            values.put(current, value);
        }

        @Override
        public void clear() {
            values.remove(current);
        }
    }
}
