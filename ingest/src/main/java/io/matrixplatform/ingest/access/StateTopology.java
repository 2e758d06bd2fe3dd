package io.matrixplatform.ingest.access;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Compacted topics as global tables: each edge holds all of them. A store, named as its topic, holds the records as written,
 * a {@link StateTable} what they mean; both live in memory and are read anew at each start.
 */
final class StateTopology {
    private StateTopology() {}

    static Topology build(List<? extends StateTable> tables) {
        StreamsBuilder builder = new StreamsBuilder();
        for (StateTable table : tables) {
            String topic = table.topic().name();
            builder.addGlobalStore(
                    Stores.keyValueStoreBuilder(
                                    Stores.inMemoryKeyValueStore(topic), Serdes.String(), Serdes.ByteArray())
                            .withLoggingDisabled(),
                    topic,
                    Consumed.with(Serdes.String(), Serdes.ByteArray()),
                    () -> new Update(table));
        }
        return builder.build();
    }

    private static final class Update extends ContextualProcessor<String, byte[], Void, Void> {
        private final StateTable table;
        private @Nullable KeyValueStore<String, byte[]> store;

        Update(StateTable table) {
            this.table = table;
        }

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            super.init(context);
            store = context.getStateStore(table.topic().name());
        }

        @Override
        public void process(Record<String, byte[]> update) {
            boolean changed = table.apply(update.key(), update.value(), Instant.ofEpochMilli(update.timestamp()));
            if (changed && store != null) {
                store.put(update.key(), update.value());
            }
        }
    }
}
