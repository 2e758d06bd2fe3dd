package io.matrixplatform.streams.metering.facts;

import io.matrixplatform.events.registry.UndecodableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/** Records that hold facts as the job itself writes them, where it does not matter how they came into the log. */
public final class Records {
    /** Reads them. */
    public static final FactReader.Source READING = () -> Records::read;

    private static final FactSerializer FACT = new FactSerializer();

    private Records() {}

    public static FactRecord of(Fact fact) {
        return of(fact, fact.envelope().bookedAt() / 1_000);
    }

    static FactRecord of(Fact fact, long timestamp) {
        try {
            DataOutputSerializer out = new DataOutputSerializer(256);
            FACT.serialize(fact, out);
            return new FactRecord(fact.origin(), timestamp, fact.identity().toBytes(), out.getCopyOfBuffer());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** One that says nothing. */
    public static FactRecord dead(Origin origin) {
        return new FactRecord(origin, 0, null, null);
    }

    public static Fact read(FactRecord record) {
        byte @Nullable [] value = record.value();
        if (value == null) {
            throw new UndecodableException("malformed", "nothing");
        }
        try {
            return FACT.deserialize(new DataInputDeserializer(value));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
