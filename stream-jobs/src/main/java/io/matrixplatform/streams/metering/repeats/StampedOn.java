package io.matrixplatform.streams.metering.repeats;

import io.matrixplatform.streams.platform.StreamSerializer;
import io.matrixplatform.streams.platform.StreamType;
import io.matrixplatform.streams.platform.Wire;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A pair of stamps in state.
 *
 * @param day newest UTC day of a fact that has them, counted from 1970
 */
record StampedOn(StampBook.Stamps stamps, int day) {
    static final TypeInformation<StampedOn> TYPE = StreamType.of(new Serializer());

    /** In operator state. */
    public static final class Serializer extends StreamSerializer<StampedOn> {
        public Serializer() {
            super(StampedOn.class);
        }

        @Override
        public void serialize(StampedOn stamped, DataOutputView out) throws IOException {
            Wire.writeText(stamped.stamps.subscriptionId(), out);
            Wire.writeText(stamped.stamps.keyId(), out);
            out.writeInt(stamped.day);
        }

        @Override
        public StampedOn deserialize(DataInputView in) throws IOException {
            return new StampedOn(new StampBook.Stamps(Wire.readText(in), Wire.readPresentText(in)), in.readInt());
        }
    }
}
