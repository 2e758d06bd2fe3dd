package io.matrixplatform.ingest.access;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;

/**
 * Compacted topics as global tables: each edge holds all of them. A {@link StateTable} holds what they mean, in memory, and is
 * read anew at each start. The store that Kafka Streams wants beside it stays empty: nobody asks for records as written, and
 * those of a million keys take more than what they mean.
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

        Update(StateTable table) {
            this.table = table;
        }

        @Override
        public void process(Record<String, byte[]> update) {
            table.apply(update.key(), update.value(), Instant.ofEpochMilli(update.timestamp()));
        }
    }
}
