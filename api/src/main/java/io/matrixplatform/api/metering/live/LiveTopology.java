package io.matrixplatform.api.metering.live;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.registry.SchemaRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Rollups of the last hour to live minutes: each rollup's newest word stands in a windowed store, a newer one takes the old
 * quantity off its minute and puts the new one on.
 *
 * <p>The minute's total lies across partitions and all of them are read here, so it is summed on the {@link LiveBoard}: a
 * topic between would cost a round trip, and two writes for each word. The store has no change log, since the topic itself is
 * one; its folder is deleted at every start.
 */
final class LiveTopology {
    static final String STORE = "live-rollups";
    static final Duration KEPT = Duration.ofHours(1);

    /** What was said about a minute of the last hour was said since, but by a clock that is not ours. */
    static final Duration READ_BACK = KEPT.plusMinutes(2);

    private static final Duration STORED = KEPT.multipliedBy(2);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private LiveTopology() {}

    static Topology build(LiveBoard board, CatchUp catchUp, SchemaRegistry registry, InstantSource clock) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(store());
        builder.stream(
                        Topics.METERING_USAGE_ROLLUPS.name(),
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                                .withOffsetResetPolicy(AutoOffsetReset.byDuration(READ_BACK)))
                .process(() -> new TakeRollups(board, catchUp, registry, clock), STORE);
        return builder.build();
    }

    private static StoreBuilder<WindowStore<String, byte[]>> store() {
        return Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(STORE, STORED, MINUTE, false), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled()
                .withCachingDisabled();
    }
}
