package io.matrixplatform.streams.metering.facts;

import static io.matrixplatform.streams.platform.Wire.readBytes;
import static io.matrixplatform.streams.platform.Wire.readNumber;
import static io.matrixplatform.streams.platform.Wire.writeBytes;
import static io.matrixplatform.streams.platform.Wire.writeNumber;

import io.matrixplatform.model.metering.Identity;
import io.matrixplatform.streams.platform.StreamSerializer;
import io.matrixplatform.streams.platform.StreamType;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * One record of a fact topic, as it stands in Kafka: what it says is read where it is judged, since it is smaller than
 * anything that is made of it.
 *
 * @param timestamp of the Kafka record, millis since 1970; the broker keeps it within a bound of its own clock
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
public record FactRecord(Origin origin, long timestamp, byte @Nullable [] key, byte @Nullable [] value) {
    public static final TypeInformation<FactRecord> TYPE = StreamType.of(new Serializer());

    /** What the fact is judged by; one whose key is no identity is not judged, and goes anywhere. */
    public FactKey judgedBy() {
        FactTopic topic = origin.topic().judgedWith();
        if (key == null || key.length != Identity.BYTES) {
            return new FactKey(topic, 0, 0);
        }
        Identity identity = Identity.fromBytes(key);
        return new FactKey(topic, identity.high(), identity.low());
    }

    /** Used where the source is not chained to what follows it. */
    public static final class Serializer extends StreamSerializer<FactRecord> {
        public Serializer() {
            super(FactRecord.class);
        }

        @Override
        public void serialize(FactRecord record, DataOutputView out) throws IOException {
            Origin origin = record.origin;
            out.writeByte(origin.topic().number());
            writeNumber(origin.partition(), out);
            writeNumber(origin.offset(), out);
            writeNumber(record.timestamp, out);
            writeBytes(record.key, out);
            writeBytes(record.value, out);
        }

        @Override
        public FactRecord deserialize(DataInputView in) throws IOException {
            Origin origin = new Origin(FactTopic.numbered(in.readByte()), (int) readNumber(in), readNumber(in));
            return new FactRecord(origin, readNumber(in), readBytes(in), readBytes(in));
        }
    }
}
