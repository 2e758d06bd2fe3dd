package io.matrixplatform.streams.metering.repeats;

import io.matrixplatform.streams.metering.facts.FactKey;
import io.matrixplatform.streams.platform.RocksPuts;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/**
 * The state of an operator, which is that of one identity at a time. What is kept of new ones may be put there together; whoever
 * asks finds it all the same. To be written before the operator does anything else.
 */
final class SightingStore {
    private final ValueState<Sighting> state;
    private final Consumer<FactKey> turning;
    private final @Nullable RocksPuts<FactKey, Sighting> puts;
    private @Nullable FactKey current;

    /**
     * @param turning makes the state that of a key
     * @param puts null if new ones are put one by one
     */
    SightingStore(ValueState<Sighting> state, Consumer<FactKey> turning, @Nullable RocksPuts<FactKey, Sighting> puts) {
        this.state = state;
        this.turning = turning;
        this.puts = puts;
    }

    /**
     * All that follows is about identities of one key group.
     *
     * @param key one of these
     * @param now what is kept of them ages from this time on, millis since 1970
     */
    void begin(FactKey key, long now) {
        current = null;
        if (puts != null) {
            puts.begin(key, now);
        }
    }

    /** Makes the states of the operator those of a key. */
    @SuppressWarnings("ReferenceEquality") // an equal one costs a turn and nothing else
    void turnTo(FactKey key) {
        if (key != current) {
            turning.accept(key);
            current = key;
        }
    }

    @Nullable Sighting find(FactKey key) throws IOException {
        write();
        turnTo(key);
        return state.value();
    }

    void put(FactKey key, Sighting sighting) throws IOException {
        write();
        turnTo(key);
        state.update(sighting);
    }

    /** Puts one of which nothing is kept, at the latest when something is asked for. */
    void putNew(FactKey key, Sighting sighting) throws IOException {
        if (puts == null) {
            put(key, sighting);
        } else {
            puts.put(key, sighting);
        }
    }

    void write() throws IOException {
        if (puts != null) {
            puts.write();
        }
    }
}
