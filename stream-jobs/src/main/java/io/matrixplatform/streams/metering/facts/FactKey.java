package io.matrixplatform.streams.metering.facts;

import io.matrixplatform.streams.platform.StreamSerializer;
import io.matrixplatform.streams.platform.StreamType;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The identity of a fact within its topic. The topic belongs to it because only within one topic, where equal identities
 * share a partition, does "the first in the log" mean the same to every reader and in every replay.
 */
public record FactKey(FactTopic topic, long high, long low) {
    public static final TypeInformation<FactKey> TYPE = StreamType.key(new Serializer());

    /** Places state, so it is written out and never changes. */
    @Override
    public int hashCode() {
        return 31 * Long.hashCode(low) + topic.number();
    }

    /** 17 bytes. */
    public static final class Serializer extends StreamSerializer<FactKey> {
        public Serializer() {
            super(FactKey.class);
        }

        @Override
        public void serialize(FactKey key, DataOutputView out) throws IOException {
            out.writeByte(key.topic.number());
            out.writeLong(key.high);
            out.writeLong(key.low);
        }

        @Override
        public FactKey deserialize(DataInputView in) throws IOException {
            return new FactKey(FactTopic.numbered(in.readByte()), in.readLong(), in.readLong());
        }
    }
}
