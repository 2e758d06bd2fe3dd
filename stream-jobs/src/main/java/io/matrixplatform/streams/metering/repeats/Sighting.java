package io.matrixplatform.streams.metering.repeats;

import io.matrixplatform.streams.metering.facts.Fact;
import io.matrixplatform.streams.platform.StreamSerializer;
import io.matrixplatform.streams.platform.StreamType;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What is remembered of a fact that counted.
 *
 * @param recordedDay UTC day of {@code recorded_at}, counted from 1970
 */
record Sighting(long payloadHash, int recordedDay) {
    static final TypeInformation<Sighting> TYPE = StreamType.of(new Serializer());

    static Sighting of(Fact fact) {
        return new Sighting(fact.payloadHash(), fact.envelope().recordedDay());
    }

    /** 12 bytes for every fact of 45 days. */
    public static final class Serializer extends StreamSerializer<Sighting> {
        public Serializer() {
            super(Sighting.class);
        }

        @Override
        public void serialize(Sighting sighting, DataOutputView out) throws IOException {
            out.writeLong(sighting.payloadHash);
            out.writeInt(sighting.recordedDay);
        }

        @Override
        public Sighting deserialize(DataInputView in) throws IOException {
            return new Sighting(in.readLong(), in.readInt());
        }
    }
}
