package io.matrixplatform.streams.metering.facts;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.registry.UndecodableException;
import io.matrixplatform.model.metering.Identity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Records that hold facts, without a registry: plain API calls as Avro, which the job reads in a way of its own, and all others as
 * the job itself writes them.
 */
public final class Records {
    /** Reads them. */
    public static final FactReader.Source READING = Reading::new;

    private static final FactSerializer FACT = new FactSerializer();
    private static final int AVRO = 0;
    private static final int WRITTEN = 1;

    private Records() {}

    public static FactRecord of(Fact fact) {
        return of(fact, fact.envelope().bookedAt() / 1_000);
    }

    static FactRecord of(Fact fact, long timestamp) {
        try {
            byte[] value = isPlain(fact) ? avro(CallRecord.of(fact.envelope(), fact.payload())) : written(fact);
            return new FactRecord(fact.origin(), timestamp, fact.identity().toBytes(), value);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static boolean isPlain(Fact fact) {
        return fact.act() == Act.USE
                && fact.origin().topic() == FactTopic.API_CALLS
                && fact.payload().eventType().equals(FactProjection.API_CALL_TYPE)
                && Frame.of(fact.payload()) == null;
    }

    private static byte[] written(Fact fact) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        out.writeByte(WRITTEN);
        FACT.serialize(fact, out);
        return out.getCopyOfBuffer();
    }

    private static byte[] avro(ApiCall call) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(AVRO);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new SpecificDatumWriter<>(ApiCall.class).write(call, encoder);
        return out.toByteArray();
    }

    /** A fact that is a plain call, as it is where it is read and before it is kept. */
    public static PlainCall plain(Fact fact) {
        FactBatch.Reader at = FactBatch.of(List.of(of(fact))).read();
        at.next();
        return requireNonNull(new Reading().readPlain(at));
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
            if (value[0] == WRITTEN) {
                return FACT.deserialize(new DataInputDeserializer(value, 1, value.length - 1));
            }
            ApiCall call = new SpecificDatumReader<>(ApiCall.class)
                    .read(null, DecoderFactory.get().binaryDecoder(value, 1, value.length - 1, null));
            Identity identity = Identity.fromBytes(requireNonNull(record.key()));
            return FactProjection.checked(FactProjection.of(record.origin(), identity, call));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static final class Reading implements FactReader {
        private final PlainCalls plainCalls = new PlainCalls();

        @Override
        public Fact read(FactRecord record) {
            return Records.read(record);
        }

        @Override
        public @Nullable PlainCall readPlain(FactBatch.Reader at) {
            FactKey key = at.judgedBy();
            return key == null || at.valueLength() < 1 || at.bytes()[at.value()] != AVRO
                    ? null
                    : plainCalls.read(key, at.bytes(), at.value() + 1, at.value() + at.valueLength());
        }
    }
}
