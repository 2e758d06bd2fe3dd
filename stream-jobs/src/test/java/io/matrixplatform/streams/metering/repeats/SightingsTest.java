package io.matrixplatform.streams.metering.repeats;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.streams.metering.facts.FactKey;
import io.matrixplatform.streams.metering.facts.FactTopic;
import io.matrixplatform.streams.metering.repeats.Sighting.Original;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SightingsTest {
    private final KeptSightings state;
    private final SightingStore store;
    private final SplittableRandom random = new SplittableRandom(7);
    private final List<FactKey> met = new ArrayList<>();
    private int listed;

    SightingsTest() throws Exception {
        state = KeptSightings.open("rocksdb");
        store = state.store();
    }

    @AfterEach
    void close() throws Exception {
        state.close();
    }

    @Test
    void findsWhateverWasRememberedWhileItsFilterGrows() throws Exception {
        Sightings sightings = Sightings.filtered(store, this::keys, new IdentityFilter(1 << 11));

        meet(sightings, 20 << 11, true);

        assertThat(met).allMatch(key -> found(sightings, key));
    }

    @Test
    void asksStateForEverythingUntilItHasRecalledWhatWasThere() throws Exception {
        meet(Sightings.filtered(store, this::keys, Sightings.ofNone()), 10_000, false);
        store.write();
        Sightings restored = Sightings.filtered(store, this::keys, null);

        assertThat(restored.isRecalling()).isTrue();
        assertThat(met).allMatch(key -> found(restored, key));
        recall(restored);
        assertThat(met).allMatch(key -> found(restored, key));
    }

    @Test
    void tellsAFilterThatGrowsFromOneThatIsMadeAfterARestore() throws Exception {
        Sightings growing = Sightings.filtered(store, this::keys, new IdentityFilter(1_024));
        meet(growing, 1_025, false);
        Sightings restored = Sightings.filtered(store, this::keys, null);

        assertThat(growing.isRecalling()).isTrue();
        assertThat(growing.isGrowing()).isTrue();
        assertThat(restored.isRecalling()).isTrue();
        assertThat(restored.isGrowing()).isFalse();
        recall(growing);
        assertThat(growing.isGrowing()).isFalse();
    }

    @Test
    void fillsItsLargestFilterAgainAndAgain() throws Exception {
        int capacity = 2 * 16 * KeptSightings.FILTERED_ROWS * KeptSightings.KEY_GROUPS;
        Sightings sightings = Sightings.filtered(store, this::keys, new IdentityFilter(capacity), capacity);
        while (met.size() < 4 * capacity) {
            meet(sightings, 400, true);
            store.write();
        }
        int before = state.searches();
        meet(sightings, 10_000, true);

        assertThat(listed).isBetween(2, 8);
        assertThat(requireNonNull(sightings.filter()).generation()).isEqualTo(listed);
        assertThat(requireNonNull(sightings.filter()).size()).isLessThan(2L * capacity);
        assertThat(state.searches() - before).isLessThan(500);
        assertThat(met).allMatch(key -> found(sightings, key));

        try (KeptSightings restored = KeptSightings.restored(state.snapshot(1, 1), "rocksdb", 1, 0)) {
            Sightings after = Sightings.filtered(restored.store(), restored::keys, sightings.filter(), capacity);
            assertThat(met).allMatch(key -> found(after, restored.store(), key));
        }
    }

    @Test
    void needsNoFilterThatKnewRunsWhichHaveTheirOwn() throws Exception {
        int capacity = 1 << 16;
        Sightings sightings = Sightings.filtered(store, this::keys, new IdentityFilter(capacity), capacity);
        for (int i = 0; i < 100; i++) {
            meet(sightings, 400, true);
            store.write();
        }

        try (KeptSightings restored = KeptSightings.restored(state.snapshot(1, 1), "rocksdb", 1, 0)) {
            Sightings after = Sightings.filtered(restored.store(), restored::keys, null, capacity);
            recall(after);

            assertThat(requireNonNull(after.filter()).size()).isLessThan(met.size() / 2);
            assertThat(met).allMatch(key -> found(after, restored.store(), key));
        }
    }

    @Test
    void asksStateForNearlyNothingThatIsNew() throws Exception {
        meet(Sightings.filtered(store, this::keys, Sightings.ofNone()), 10_000, false);
        store.write();
        Sightings sightings = Sightings.filtered(store, this::keys, null);
        meet(sightings, 1_000, false);
        recall(sightings);
        int before = state.searches();

        meet(sightings, 10_000, false);

        assertThat(state.searches() - before).isLessThan(50);
        assertThat(met).allMatch(key -> found(sightings, key));
    }

    @Test
    void letsGoOfItsFiltersWhenItEnds() throws Exception {
        Sightings growing = Sightings.filtered(store, this::keys, new IdentityFilter(1_024));
        meet(growing, 1_025, false);

        growing.close();

        assertThat(growing.filter()).isNull();
        assertThat(growing.isRecalling()).isFalse();
    }

    private void meet(Sightings sightings, int count, boolean recalls) throws Exception {
        for (int i = 0; i < count; i++) {
            FactKey key = new FactKey(FactTopic.API_CALLS, random.nextLong(), random.nextLong());
            store.begin(key, 0);
            assertThat(sightings.of(key)).isNull();
            sightings.remember(key, Sighting.of(1, new Original(key.high(), 1, false, null)));
            store.end();
            met.add(key);
            if (recalls && i % 100 == 0) {
                sightings.recall();
            }
        }
    }

    private Stream<FactKey> keys() {
        listed++;
        return state.keys();
    }

    private static void recall(Sightings sightings) {
        while (sightings.isRecalling()) {
            sightings.recall();
        }
    }

    private boolean found(Sightings sightings, FactKey key) {
        return found(sightings, store, key);
    }

    private static boolean found(Sightings sightings, SightingStore store, FactKey key) {
        try {
            store.begin(key, 0);
            return sightings.of(key) != null;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
