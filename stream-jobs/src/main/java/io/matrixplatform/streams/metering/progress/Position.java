package io.matrixplatform.streams.metering.progress;

import io.matrixplatform.streams.metering.facts.FactTopic;
import io.matrixplatform.streams.platform.StreamSerializer;
import io.matrixplatform.streams.platform.StreamType;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * How far one partition was read.
 *
 * @param nextOffset everything before it was read
 * @param timestamp of the last record read, millis since 1970
 */
public record Position(Partition partition, long nextOffset, long timestamp) {
    static final TypeInformation<Position> TYPE = StreamType.of(new Serializer());

    /** On the wire and in state. */
    public static final class Serializer extends StreamSerializer<Position> {
        public Serializer() {
            super(Position.class);
        }

        @Override
        public void serialize(Position position, DataOutputView out) throws IOException {
            out.writeByte(position.partition.topic().number());
            out.writeInt(position.partition.number());
            out.writeLong(position.nextOffset);
            out.writeLong(position.timestamp);
        }

        @Override
        public Position deserialize(DataInputView in) throws IOException {
            return new Position(
                    new Partition(FactTopic.numbered(in.readByte()), in.readInt()), in.readLong(), in.readLong());
        }
    }
}
