package io.matrixplatform.streams.platform;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RocksPutsTest {
    private static final int KEY_GROUPS = 128;
    private static final Duration KEPT = Duration.ofDays(1);

    @Test
    void flinkReadsWhatWasPutTogether() throws Exception {
        try (Harness harness = new Harness(new EmbeddedRocksDBStateBackend())) {
            RocksPuts<String, Long> puts = requireNonNull(harness.keeping.puts());
            SplittableRandom random = new SplittableRandom(3);
            for (int round = 0; round < 50; round++) {
                String first = "key-" + round;
                puts.begin(first, System.currentTimeMillis());
                puts.put(first, (long) round);
                for (int i = 0; i < random.nextInt(100); i++) {
                    String other = round + "/" + i + "x".repeat(random.nextInt(300));
                    if (isBeside(first, other)) {
                        puts.put(other, -1L);
                    }
                }
                assertThat(harness.keeping.read(first)).isNull();
                puts.write();
            }

            for (int round = 0; round < 50; round++) {
                assertThat(harness.keeping.read("key-" + round)).isEqualTo(round);
            }
        }
    }

    private static boolean isBeside(String first, String other) {
        return KeyGroupRangeAssignment.assignToKeyGroup(first, KEY_GROUPS)
                == KeyGroupRangeAssignment.assignToKeyGroup(other, KEY_GROUPS);
    }

    @Test
    void whatWasPutExpires() throws Exception {
        try (Harness harness = new Harness(new EmbeddedRocksDBStateBackend())) {
            RocksPuts<String, Long> puts = requireNonNull(harness.keeping.puts());
            // The state's clock stands where the harness sets it.
            harness.setStateTtlProcessingTime(1_000);
            puts.begin("key", 1_000);
            puts.put("key", 7L);
            puts.write();

            harness.setStateTtlProcessingTime(KEPT.toMillis() + 999);
            assertThat(harness.keeping.read("key")).isEqualTo(7L);
            harness.setStateTtlProcessingTime(KEPT.toMillis() + 1_000);
            assertThat(harness.keeping.read("key")).isNull();
        }
    }

    @Test
    void thereIsNoneWhereStateIsOnTheHeap() throws Exception {
        try (Harness harness = new Harness(new HashMapStateBackend())) {
            assertThat(harness.keeping.puts()).isNull();
        }
    }

    private static final class Harness extends KeyedOneInputStreamOperatorTestHarness<String, String, String> {
        private final Keeping keeping;

        Harness(StateBackend backend) throws Exception {
            this(backend, new Keeping());
        }

        private Harness(StateBackend backend, Keeping keeping) throws Exception {
            super(keeping, text -> text, Types.STRING, KEY_GROUPS, 1, 0);
            this.keeping = keeping;
            setStateBackend(backend);
            open();
        }
    }

    /** Keeps a number per text. */
    private static final class Keeping extends AbstractStreamOperator<String>
            implements OneInputStreamOperator<String, String> {
        private transient @Nullable ValueState<Long> state;

        @Override
        public void open() {
            ValueStateDescriptor<Long> descriptor = new ValueStateDescriptor<>("kept", LongSerializer.INSTANCE);
            descriptor.enableTimeToLive(StateTtlConfig.newBuilder(KEPT).build());
            state = getKeyedStateStore().getState(descriptor);
        }

        @Nullable RocksPuts<String, Long> puts() {
            KeyedStateBackend<String> backend = getKeyedStateBackend();
            assertThat(backend.getKeySerializer()).isEqualTo(StringSerializer.INSTANCE);
            return RocksPuts.into(backend, "kept", LongSerializer.INSTANCE);
        }

        @Nullable Long read(String key) throws Exception {
            setCurrentKey(key);
            return requireNonNull(state, "open").value();
        }

        @Override
        public void processElement(StreamRecord<String> element) {
            throw new UnsupportedOperationException("nothing is sent to it");
        }
    }
}
