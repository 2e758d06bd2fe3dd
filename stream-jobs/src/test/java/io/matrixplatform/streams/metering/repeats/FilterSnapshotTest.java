package io.matrixplatform.streams.metering.repeats;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.streams.metering.facts.FactKey;
import io.matrixplatform.streams.metering.facts.FactTopic;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.OperatorStateCheckpointOutputStream;
import org.apache.flink.runtime.state.StatePartitionStreamProvider;
import org.apache.flink.runtime.state.memory.MemCheckpointStreamFactory.MemoryCheckpointOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FilterSnapshotTest {
    private static final KeyGroupRange FIRST_HALF = KeyGroupRange.of(0, 63);
    private static final int MANY = 50_000;
    private static final int BYTES_MAX = 1 << 20;

    private final SplittableRandom random = new SplittableRandom(5);
    private final IdentityFilter filter = new IdentityFilter(1 << 16);
    private final List<FactKey> met = new ArrayList<>();

    @BeforeEach
    void meetMany() {
        for (int i = 0; i < MANY; i++) {
            FactKey key = identity();
            met.add(key);
            filter.add(key);
        }
    }

    @Test
    void answersAfterARestoreAsItDidBefore() throws Exception {
        IdentityFilter restored = requireNonNull(restored(FIRST_HALF));

        assertThat(restored.size()).isEqualTo(MANY);
        assertThat(restored.capacity()).isEqualTo(filter.capacity());
        assertThat(met).allMatch(restored::mayHave);
        for (int i = 0; i < MANY; i++) {
            FactKey other = identity();
            assertThat(restored.mayHave(other)).isEqualTo(filter.mayHave(other));
        }
    }

    @Test
    void answersForAPartOfItsIdentities() throws Exception {
        assertThat(restored(KeyGroupRange.of(0, 31))).isNotNull();
        assertThat(restored(KeyGroupRange.of(32, 63))).isNotNull();
    }

    @Test
    void doesNotAnswerForIdentitiesThatWereNotItsOwn() throws Exception {
        assertThat(restored(KeyGroupRange.of(0, 64))).isNull();
        assertThat(restored(KeyGroupRange.of(64, 127))).isNull();
        assertThat(FilterSnapshot.find(List.of(), FIRST_HALF)).isNull();
    }

    private FactKey identity() {
        return new FactKey(FactTopic.API_CALLS, random.nextLong(), random.nextLong());
    }

    private @Nullable IdentityFilter restored(KeyGroupRange range) throws IOException {
        try (MemoryCheckpointOutputStream bytes = new MemoryCheckpointOutputStream(BYTES_MAX)) {
            FilterSnapshot.write(filter, FIRST_HALF, new OperatorStateCheckpointOutputStream(bytes));
            byte[] written = requireNonNull(bytes.closeAndGetBytes());
            return FilterSnapshot.find(
                    List.of(new StatePartitionStreamProvider(new ByteArrayInputStream(written))), range);
        }
    }
}
