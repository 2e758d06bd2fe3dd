package io.matrixplatform.ingest.access;

import io.matrixplatform.events.Topics;
import java.time.Instant;
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
 * The compacted topic of API keys as a global table: each edge holds all of it. The store holds the records as written,
 * {@link KeyTable} what they mean; both live in memory and are read anew at each start.
 */
final class KeyTableTopology {
    static final String STORE = "api-keys";

    private KeyTableTopology() {}

    static Topology build(KeyTable table) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.addGlobalStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray())
                        .withLoggingDisabled(),
                Topics.ACCESS_API_KEY_STATE.name(),
                Consumed.with(Serdes.String(), Serdes.ByteArray()),
                () -> new Update(table));
        return builder.build();
    }

    private static final class Update extends ContextualProcessor<String, byte[], Void, Void> {
        private final KeyTable table;
        private @Nullable KeyValueStore<String, byte[]> store;

        Update(KeyTable table) {
            this.table = table;
        }

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            super.init(context);
            store = context.getStateStore(STORE);
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
