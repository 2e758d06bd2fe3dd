package io.matrixplatform.streams.metering.repeats;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.streams.metering.facts.FactKey;
import io.matrixplatform.streams.metering.facts.FactTopic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** A {@link SightingStore} on the state of one subtask, as Flink has it. */
final class KeptSightings extends KeyedOneInputStreamOperatorTestHarness<FactKey, FactKey, FactKey> {
    static final int KEY_GROUPS = 8;
    static final int FILTERED_ROWS = 100;
    private static final long FILTER_BYTES_MAX = 1 << 20;

    private final Keeping keeping;

    private KeptSightings(Keeping keeping, int parallelism, int subtask) throws Exception {
        super(keeping, key -> key, FactKey.TYPE, KEY_GROUPS, parallelism, subtask);
        this.keeping = keeping;
    }

    static KeptSightings open(String backend) throws Exception {
        return restored(null, backend, 1, 0);
    }

    /** Without room for filters of runs. */
    static KeptSightings unfiltered(String backend) throws Exception {
        return restored(null, backend, new Keeping(1, 0, FILTERED_ROWS, 0));
    }

    static KeptSightings restored(@Nullable OperatorSubtaskState state, String backend, int parallelism, int subtask)
            throws Exception {
        return restored(state, backend, parallelism, subtask, FILTERED_ROWS);
    }

    static KeptSightings restored(
            @Nullable OperatorSubtaskState state, String backend, int parallelism, int subtask, int filteredRows)
            throws Exception {
        return restored(state, backend, new Keeping(parallelism, subtask, filteredRows, FILTER_BYTES_MAX));
    }

    private static KeptSightings restored(@Nullable OperatorSubtaskState state, String backend, Keeping keeping)
            throws Exception {
        int parallelism = keeping.parallelism;
        int subtask = keeping.subtask;
        KeptSightings kept = new KeptSightings(keeping, parallelism, subtask);
        kept.setStateBackend(backend(backend));
        kept.initializeState(
                state == null ? null : repartitionOperatorState(state, KEY_GROUPS, parallelism, parallelism, subtask));
        kept.open();
        return kept;
    }

    private static StateBackend backend(String name) {
        return name.equals("rocksdb") ? new EmbeddedRocksDBStateBackend() : new HashMapStateBackend();
    }

    SightingStore store() {
        return requireNonNull(keeping.store, "open");
    }

    /** Those that state has now, each by itself or on a page of a run without a filter. */
    Stream<FactKey> keys() {
        List<FactKey> alone = keeping.<FactKey>getKeyedStateBackend()
                .getKeys("alone", VoidNamespace.INSTANCE)
                .toList();
        Iterator<FactKey> paged = store().unfilteredKeys();
        return Stream.concat(
                StreamSupport.stream(Spliterators.spliteratorUnknownSize(paged, 0), false), alone.stream());
    }

    /** How often state was asked for one that stands by itself, which is how a search begins. */
    int searches() {
        return keeping.searches;
    }

    /** How many runs of a key group have filters. */
    int filters(FactKey standing) throws Exception {
        keeping.setCurrentKey(standing);
        MapState<Long, byte[]> pieces = keeping.getKeyedStateStore()
                .getMapState(new MapStateDescriptor<>(
                        "sighting-filters", Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        Set<Long> runs = new HashSet<>();
        pieces.keys().forEach(place -> runs.add(place >>> Integer.SIZE));
        return runs.size();
    }

    /** Of a key group. */
    SightingRuns runs(FactKey standing) throws Exception {
        keeping.setCurrentKey(standing);
        ValueState<SightingRuns> runs =
                keeping.getKeyedStateStore().getState(new ValueStateDescriptor<>("sighting-runs", SightingRuns.TYPE));
        SightingRuns kept = runs.value();
        return kept == null ? SightingRuns.NONE : kept;
    }

    List<SightingPage> pages(FactKey standing) throws Exception {
        keeping.setCurrentKey(standing);
        MapState<Long, SightingPage> pages = keeping.getKeyedStateStore()
                .getMapState(new MapStateDescriptor<>("sighting-pages", Types.LONG, SightingPage.TYPE));
        List<SightingPage> all = new ArrayList<>();
        pages.values().forEach(all::add);
        return all;
    }

    /** Under which key the pages of a key's group stand. */
    static FactKey standingFor(FactKey key) {
        int keyGroup = keyGroup(key);
        return Stream.iterate(0L, low -> low + 1)
                .map(low -> new FactKey(FactTopic.API_CALLS, 0, low))
                .filter(each -> keyGroup(each) == keyGroup)
                .findFirst()
                .orElseThrow();
    }

    static int keyGroup(FactKey key) {
        return KeyGroupRangeAssignment.assignToKeyGroup(key, KEY_GROUPS);
    }

    private static final class Keeping extends AbstractStreamOperator<FactKey>
            implements OneInputStreamOperator<FactKey, FactKey> {
        private final int parallelism;
        private final int subtask;
        private final int filteredRows;
        private final long filterBytesMax;
        private transient @Nullable SightingStore store;
        private transient int searches;

        Keeping(int parallelism, int subtask, int filteredRows, long filterBytesMax) {
            this.parallelism = parallelism;
            this.subtask = subtask;
            this.filteredRows = filteredRows;
            this.filterBytesMax = filterBytesMax;
        }

        @Override
        public void open() {
            KeyGroupRange range =
                    KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(KEY_GROUPS, parallelism, subtask);
            ValueState<Sighting> alone =
                    getKeyedStateStore().getState(new ValueStateDescriptor<>("alone", Sighting.TYPE));
            store = new SightingStore(
                    getKeyedStateStore(),
                    new Counted(alone),
                    this::setCurrentKey,
                    range,
                    KEY_GROUPS,
                    filteredRows,
                    filterBytesMax);
        }

        @Override
        public void snapshotState(StateSnapshotContext context) throws Exception {
            super.snapshotState(context);
            requireNonNull(store, "open").write();
        }

        @Override
        public void processElement(StreamRecord<FactKey> element) {
            throw new UnsupportedOperationException("nothing is sent to it");
        }

        private final class Counted implements ValueState<Sighting> {
            private final ValueState<Sighting> state;

            Counted(ValueState<Sighting> state) {
                this.state = state;
            }

            @Override
            public @Nullable Sighting value() throws java.io.IOException {
                searches++;
                return state.value();
            }

            @Override
            public void update(Sighting value) throws java.io.IOException {
                state.update(value);
            }

            @Override
            public void clear() {
                state.clear();
            }
        }
    }
}
