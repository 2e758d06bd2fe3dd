package io.matrixplatform.api.access.keyusage;

import io.matrixplatform.events.Topic;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.registry.SchemaRegistry;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.state.Stores;

/**
 * Facts to a last minute and a count per hour for each key. Facts are keyed by their identity, so each partition has a part
 * of every key: whoever asks takes the greatest minute and adds the counts. A topic keyed by key between would be written
 * once more for every fact, and a busy key would sit on one partition of it.
 */
final class KeyUsageTopology {
    static final String LAST_USES = "key-last-uses";
    static final String HOURS = "key-hours";
    static final Duration HOUR = Duration.ofHours(1);

    /** Two days, and the hour that has begun. */
    static final Duration KEPT = Duration.ofHours(49);

    private KeyUsageTopology() {}

    static Topology build(SchemaRegistry registry) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(LAST_USES), Serdes.String(), Serdes.Long())
                        .withCachingEnabled());
        builder.addStateStore(Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(HOURS, KEPT, HOUR, false), Serdes.String(), Serdes.Long())
                .withCachingEnabled());
        List<String> topics = Stream.of(
                        Topics.METERING_API_CALLS, Topics.METERING_USAGE_EVENTS, Topics.METERING_RUNTIME_METRICS)
                .map(Topic::name)
                .toList();
        builder.stream(
                        topics,
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                                .withOffsetResetPolicy(AutoOffsetReset.byDuration(KEPT)))
                .process(() -> new NoteUse(registry), LAST_USES, HOURS);
        return builder.build();
    }
}
