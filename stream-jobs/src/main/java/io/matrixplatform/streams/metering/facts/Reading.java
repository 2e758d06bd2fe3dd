package io.matrixplatform.streams.metering.facts;

import io.matrixplatform.streams.platform.Outgoing;
import io.matrixplatform.streams.platform.OutgoingSerializer;
import io.matrixplatform.streams.platform.StreamSerializer;
import io.matrixplatform.streams.platform.StreamType;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * One record of a fact topic after it was read: either a fact or a dead letter.
 *
 * @param timestamp of the Kafka record, millis since 1970; the broker keeps it within a bound of its own clock
 */
public record Reading(
        Origin origin,
        long timestamp,
        @Nullable Fact fact,
        @Nullable Outgoing deadLetter) {
    public static final TypeInformation<Reading> TYPE = StreamType.of(new Serializer());

    public Reading {
        if ((fact == null) == (deadLetter == null)) {
            throw new IllegalArgumentException("a record is either a fact or dead");
        }
    }

    /** Used only where the source is not chained to what follows it. */
    public static final class Serializer extends StreamSerializer<Reading> {
        private static final FactSerializer FACT = new FactSerializer();
        private static final OutgoingSerializer DEAD_LETTER = new OutgoingSerializer();

        public Serializer() {
            super(Reading.class);
        }

        @Override
        public void serialize(Reading reading, DataOutputView out) throws IOException {
            Origin origin = reading.origin;
            out.writeByte(origin.topic().number());
            out.writeInt(origin.partition());
            out.writeLong(origin.offset());
            out.writeLong(reading.timestamp);
            out.writeBoolean(reading.fact != null);
            if (reading.fact != null) {
                FACT.serialize(reading.fact, out);
            } else if (reading.deadLetter != null) {
                DEAD_LETTER.serialize(reading.deadLetter, out);
            }
        }

        @Override
        public Reading deserialize(DataInputView in) throws IOException {
            Origin origin = new Origin(FactTopic.numbered(in.readByte()), in.readInt(), in.readLong());
            long timestamp = in.readLong();
            return in.readBoolean()
                    ? new Reading(origin, timestamp, FACT.deserialize(in), null)
                    : new Reading(origin, timestamp, null, DEAD_LETTER.deserialize(in));
        }
    }
}
