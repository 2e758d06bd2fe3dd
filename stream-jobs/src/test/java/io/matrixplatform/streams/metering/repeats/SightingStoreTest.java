package io.matrixplatform.streams.metering.repeats;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.streams.metering.facts.FactKey;
import io.matrixplatform.streams.metering.facts.FactTopic;
import io.matrixplatform.streams.metering.repeats.Sighting.Correction;
import io.matrixplatform.streams.metering.repeats.Sighting.Original;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SightingStoreTest {
    /** More rows than there are. */
    private static final int ALL = 10_000_000;

    private static final long START = TimeUnit.DAYS.toMillis(20_000);

    private final SplittableRandom random = new SplittableRandom(11);
    private final Map<FactKey, Sighting> expected = new HashMap<>();
    private final List<FactKey> met = new ArrayList<>();
    private long now = START;

    @ParameterizedTest
    @ValueSource(strings = {"hashmap", "rocksdb"})
    void findsWhatWasPutHoweverItIsWrittenAndMerged(String backend) throws Exception {
        try (KeptSightings kept = KeptSightings.open(backend)) {
            for (int round = 0; round < 400; round++) {
                meet(kept.store(), random.nextInt(200));
                changeOne(kept.store());
                if (random.nextInt(3) > 0) {
                    kept.store().write();
                }
                now += random.nextLong(TimeUnit.HOURS.toMillis(4));
            }

            assertAllFound(kept.store());
            assertThat(find(kept.store(), anyKey())).isNull();
            kept.store().write();
            for (FactKey standing : met.stream().map(KeptSightings::standingFor).collect(toSet())) {
                SightingRuns runs = kept.runs(standing);
                assertThat(runs.all()).hasSizeLessThan(60);
                assertThat(kept.filters(standing)).isEqualTo((int)
                        runs.all().stream().filter(SightingRun::isFiltered).count());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hashmap", "rocksdb"})
    void isFoundAfterARescaling(String backend) throws Exception {
        OperatorSubtaskState snapshot;
        try (KeptSightings kept = KeptSightings.open(backend)) {
            for (int round = 0; round < 20; round++) {
                meet(kept.store(), 100);
                kept.store().write();
            }
            meet(kept.store(), 100);
            changeOne(kept.store());
            snapshot = kept.snapshot(1, 1);
        }

        try (KeptSightings first = KeptSightings.restored(snapshot, backend, 2, 0);
                KeptSightings second = KeptSightings.restored(snapshot, backend, 2, 1)) {
            int half = KeptSightings.KEY_GROUPS / 2;
            for (FactKey key : met) {
                SightingStore store = KeptSightings.keyGroup(key) < half ? first.store() : second.store();
                assertThat(find(store, key)).isEqualTo(expected.get(key));
            }
            long filtered = 0;
            for (FactKey standing : met.stream().map(KeptSightings::standingFor).collect(toSet())) {
                KeptSightings kept = KeptSightings.keyGroup(standing) < half ? first : second;
                filtered += kept.runs(standing).all().stream()
                        .filter(SightingRun::isFiltered)
                        .mapToLong(SightingRun::rows)
                        .sum();
            }
            assertThat(filtered).isPositive();
            assertThat(Stream.concat(first.keys(), second.keys()).distinct())
                    .hasSizeGreaterThanOrEqualTo((int) (met.size() - filtered))
                    .isSubsetOf(met);
        }
    }

    @Test
    void mergesManyPagesAPieceAtATime() throws Exception {
        try (KeptSightings kept = KeptSightings.open("rocksdb")) {
            for (int run = 0; run < SightingRuns.MERGED_AT_ONCE; run++) {
                meetInOneKeyGroup(kept.store(), 3_000);
            }
            kept.store().merge(ALL);
            FactKey standing = KeptSightings.standingFor(met.get(0));
            assertThat(kept.runs(standing).all()).singleElement().satisfies(run -> {
                assertThat(run.rows()).isEqualTo(met.size());
                assertThat(kept.pages(standing)).hasSize(run.pages());
            });
            // Small ones, which go into the large one when the week is over.
            meetInOneKeyGroup(kept.store(), 300);
            meetInOneKeyGroup(kept.store(), 5);
            now += TimeUnit.DAYS.toMillis(7);
            meetInOneKeyGroup(kept.store(), 1);
            kept.store().merge(ALL);

            assertThat(kept.runs(standing).all())
                    .extracting(SightingRun::rows)
                    .containsExactlyInAnyOrder(met.size() - 1, 1);
            assertThat(kept.pages(standing).stream()
                            .mapToInt(SightingPage::rows)
                            .sum())
                    .isEqualTo(met.size());
            assertAllFound(kept.store());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hashmap", "rocksdb"})
    void goesOnWithAMergeAfterARestore(String backend) throws Exception {
        OperatorSubtaskState snapshot;
        int done;
        FactKey standing;
        try (KeptSightings kept = KeptSightings.open(backend)) {
            for (int run = 0; run < SightingRuns.MERGED_AT_ONCE; run++) {
                meetInOneKeyGroup(kept.store(), 1_000);
            }
            standing = KeptSightings.standingFor(met.get(0));
            kept.store().merge(5_000);
            SightingMerge merge = requireNonNull(kept.runs(standing).merge());
            done = merge.done();
            assertThat(done).isPositive().isLessThan(merge.steps());
            assertAllFound(kept.store());
            meetInOneKeyGroup(kept.store(), 100);
            snapshot = kept.snapshot(1, 1);
        }

        try (KeptSightings kept = KeptSightings.restored(snapshot, backend, 1, 0)) {
            assertThat(kept.keys()).containsAll(met);
            assertAllFound(kept.store());
            kept.store().merge(ALL);

            assertAllFound(kept.store());
            assertThat(kept.runs(standing).merge()).isNull();
            assertThat(kept.runs(standing).all())
                    .extracting(SightingRun::rows)
                    .containsExactly(100, SightingRuns.MERGED_AT_ONCE * 1_000);
            assertThat(kept.filters(standing)).isEqualTo(1);
            assertThat(kept.keys()).hasSize(100);
        }
    }

    @Test
    void movesNoMoreAtATimeThanComes() throws Exception {
        try (KeptSightings kept = KeptSightings.open("rocksdb")) {
            for (int run = 0; run < SightingRuns.MERGED_AT_ONCE; run++) {
                meetInOneKeyGroup(kept.store(), 3_000);
            }
            FactKey standing = KeptSightings.standingFor(met.get(0));
            int doneBefore = 0;
            int most = 0;
            for (int i = 0; kept.runs(standing).merge() != null || i == 0; i++) {
                meet(kept.store(), 1);
                SightingMerge merge = kept.runs(standing).merge();
                int done = merge == null ? doneBefore : merge.done();
                most = Math.max(most, done - doneBefore);
                doneBefore = done;
            }

            assertThat(most).isEqualTo(1);
            assertAllFound(kept.store());
        }
    }

    @Test
    void findsAllWhereThereIsNoRoomForFilters() throws Exception {
        try (KeptSightings kept = KeptSightings.unfiltered("rocksdb")) {
            for (int run = 0; run < 3 * SightingRuns.MERGED_AT_ONCE; run++) {
                meetInOneKeyGroup(kept.store(), 1_000);
                kept.store().merge(ALL);
            }

            FactKey standing = KeptSightings.standingFor(met.get(0));
            assertThat(kept.runs(standing).all()).hasSize(3).noneMatch(SightingRun::isFiltered);
            assertThat(kept.filters(standing)).isZero();
            assertThat(kept.keys().collect(toSet())).isEqualTo(Set.copyOf(met));
            assertAllFound(kept.store());
        }
    }

    private void meetInOneKeyGroup(SightingStore store, int count) throws Exception {
        for (int i = 0; i < count; ) {
            FactKey key = anyKey();
            if (KeptSightings.keyGroup(key) == 0) {
                meet(store, key);
                i++;
            }
        }
        store.write();
    }

    @Test
    void tellsIdentitiesApartThatBeginAlike() throws Exception {
        try (KeptSightings kept = KeptSightings.open("rocksdb")) {
            for (int i = 0; i < 2_000; i++) {
                FactTopic topic = FactTopic.numbered(random.nextInt(3));
                meet(kept.store(), new FactKey(topic, random.nextInt(4) << 20, i / 3));
            }
            assertAllFound(kept.store());
            kept.store().write();
            assertAllFound(kept.store());
        }
    }

    @Test
    void keepsThemForFortySixDaysAndNotMuchLonger() throws Exception {
        try (KeptSightings kept = KeptSightings.open("rocksdb")) {
            for (int i = 0; i < 2_000; i++) {
                meet(kept.store(), 1);
                kept.store().write();
                now += TimeUnit.MINUTES.toMillis(1);
            }
            long last = now;
            now = START + Duration.ofDays(46).toMillis() - 1;
            assertAllFound(kept.store());

            FactKey other = anyKey();
            now = last + Duration.ofDays(46).toMillis();
            writeInEachKeyGroup(kept.store());
            kept.store().merge(ALL);

            assertThat(find(kept.store(), met.get(0))).isNull();
            assertThat(kept.pages(KeptSightings.standingFor(other))).hasSize(1);
        }
    }

    private void writeInEachKeyGroup(SightingStore store) throws Exception {
        for (int i = 0; i < 100; i++) {
            put(store, anyKey());
        }
        store.write();
    }

    private void meet(SightingStore store, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            meet(store, anyKey());
        }
    }

    private FactKey anyKey() {
        return new FactKey(FactTopic.numbered(random.nextInt(2)), random.nextLong(), random.nextLong());
    }

    private void meet(SightingStore store, FactKey key) throws Exception {
        if (!expected.containsKey(key)) {
            expected.put(key, put(store, key));
            met.add(key);
        }
    }

    private Sighting put(SightingStore store, FactKey key) throws Exception {
        Sighting plain = Sighting.of(now / 1_000, new Original(random.nextLong(), random.nextLong(), false));
        store.begin(key, now);
        store.putNew(key, plain);
        store.end();
        return plain;
    }

    private void changeOne(SightingStore store) throws Exception {
        if (met.isEmpty()) {
            return;
        }
        FactKey key = met.get(random.nextInt(met.size()));
        Sighting seen = requireNonNull(expected.get(key));
        Sighting corrected = new Sighting(
                seen.recordedSecond(), seen.original(), new Correction(1, false, 0, false, now / 1_000), List.of());
        store.begin(key, now);
        store.put(key, corrected);
        store.end();
        expected.put(key, corrected);
    }

    private void assertAllFound(SightingStore store) throws Exception {
        for (FactKey key : met) {
            assertThat(find(store, key)).isEqualTo(expected.get(key));
        }
    }

    private @Nullable Sighting find(SightingStore store, FactKey key) throws Exception {
        store.begin(key, now);
        Sighting found = store.find(key);
        store.end();
        return found;
    }
}
