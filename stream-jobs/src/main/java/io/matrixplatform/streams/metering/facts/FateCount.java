package io.matrixplatform.streams.metering.facts;

import io.matrixplatform.streams.platform.StreamSerializer;
import io.matrixplatform.streams.platform.StreamType;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * How many records had a fate.
 *
 * @param fate null for those that came in, whatever became of them
 */
public record FateCount(@Nullable Fate fate, long records) {
    public static final TypeInformation<FateCount> TYPE = StreamType.of(new Serializer());

    /** On the wire and in state: a fate by its name, since fates may come to be. */
    public static final class Serializer extends StreamSerializer<FateCount> {
        private static final String IN = "";

        public Serializer() {
            super(FateCount.class);
        }

        @Override
        public void serialize(FateCount count, DataOutputView out) throws IOException {
            out.writeUTF(count.fate == null ? IN : count.fate.name());
            out.writeLong(count.records);
        }

        @Override
        public FateCount deserialize(DataInputView in) throws IOException {
            String fate = in.readUTF();
            return new FateCount(fate.equals(IN) ? null : Fate.valueOf(fate), in.readLong());
        }
    }
}
