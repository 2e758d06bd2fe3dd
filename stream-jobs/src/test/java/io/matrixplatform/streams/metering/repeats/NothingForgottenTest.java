package io.matrixplatform.streams.metering.repeats;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.streams.metering.facts.FactKey;
import io.matrixplatform.streams.metering.facts.FactTopic;
import io.matrixplatform.streams.metering.repeats.Sighting.Original;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever becomes of filters, runs and tasks: an identity that was met is found with what was known of it, and one that was not
 * is not. Filters are small, so that they are filled again and again, and restarts come in the middle of everything.
 */
class NothingForgottenTest {
    private static final int CAPACITY = 1 << 12;
    private static final int RESTARTS = 12;
    private static final int[] FILTERED_ROWS = {30, 100, 5_000};

    private final Map<FactKey, Sighting> expected = new HashMap<>();
    private final List<FactKey> met = new ArrayList<>();
    private List<Task> tasks = new ArrayList<>();
    private long now = 20_000L * 86_400_000;

    /** A subtask and what it answers by. */
    private record Task(KeptSightings kept, Sightings sightings) {
        static Task of(KeptSightings kept, @Nullable IdentityFilter filter) throws Exception {
            return new Task(kept, Sightings.filtered(kept.store(), kept::keys, filter, CAPACITY));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void isAnIdentityThatWasMet(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        String backend = seed % 2 == 0 ? "rocksdb" : "hashmap";
        tasks.add(Task.of(KeptSightings.restored(null, backend, 1, 0, 30), new IdentityFilter(1 << 8)));
        for (int restart = 0; restart < RESTARTS; restart++) {
            meet(random);
            assertAllFound();
            restart(random, backend);
            assertAllFound();
        }
        assertThat(met).hasSizeGreaterThan(3 * CAPACITY);
        for (Task task : tasks) {
            task.kept.close();
        }
    }

    private void meet(SplittableRandom random) throws Exception {
        int count = random.nextInt(CAPACITY);
        for (int i = 0; i < count; i++) {
            FactKey key = new FactKey(FactTopic.API_CALLS, random.nextLong(), random.nextLong());
            Task task = taskOf(key);
            task.kept.store().begin(key, now);
            assertThat(task.sightings.of(key)).isNull();
            Sighting plain = Sighting.of(now / 1_000, new Original(random.nextLong(), random.nextLong(), false));
            task.sightings.rememberNew(key, plain);
            task.kept.store().end();
            expected.put(key, plain);
            met.add(key);
            if (random.nextInt(50) == 0) {
                amend(met.get(random.nextInt(met.size())), random);
            }
            if (random.nextInt(150) == 0) {
                task.kept.store().write();
            }
            if (random.nextInt(400) == 0) {
                task.sightings.recall();
            }
            now += random.nextInt(120_000);
        }
    }

    private void amend(FactKey key, SplittableRandom random) throws Exception {
        Task task = taskOf(key);
        task.kept.store().begin(key, now);
        assertThat(task.sightings.of(key)).isEqualTo(expected.get(key));
        Sighting after = Sighting.of(now / 1_000, new Original(random.nextLong(), random.nextLong(), true));
        task.sightings.remember(key, after);
        task.kept.store().end();
        expected.put(key, after);
    }

    /** With as many tasks or others, and with the filters there were where they answer for the same. */
    private void restart(SplittableRandom random, String backend) throws Exception {
        int parallelism = 1 + random.nextInt(2);
        boolean withFilters = parallelism == tasks.size() && random.nextBoolean();
        int filteredRows = FILTERED_ROWS[random.nextInt(FILTERED_ROWS.length)];
        OperatorSubtaskState[] states = new OperatorSubtaskState[tasks.size()];
        for (int i = 0; i < tasks.size(); i++) {
            states[i] = tasks.get(i).kept.snapshot(1, 1);
        }
        OperatorSubtaskState all = AbstractStreamOperatorTestHarness.repackageState(states);
        List<Task> restarted = new ArrayList<>();
        for (int i = 0; i < parallelism; i++) {
            KeptSightings kept = KeptSightings.restored(all, backend, parallelism, i, filteredRows);
            restarted.add(Task.of(kept, withFilters ? tasks.get(i).sightings.filter() : null));
        }
        for (Task task : tasks) {
            task.kept.close();
        }
        tasks = restarted;
    }

    private Task taskOf(FactKey key) {
        return tasks.get(KeptSightings.keyGroup(key) * tasks.size() / KeptSightings.KEY_GROUPS);
    }

    private void assertAllFound() throws Exception {
        for (FactKey key : met) {
            Task task = taskOf(key);
            task.kept.store().begin(key, now);
            assertThat(task.sightings.of(key)).isEqualTo(expected.get(key));
            task.kept.store().end();
        }
    }
}
