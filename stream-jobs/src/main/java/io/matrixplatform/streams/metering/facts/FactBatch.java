package io.matrixplatform.streams.metering.facts;

import io.matrixplatform.streams.platform.StreamSerializer;
import io.matrixplatform.streams.platform.StreamType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Records that are judged by keys of one key group, in the order in which they were read: what crosses the exchange. One by one
 * they would cost several times as much.
 */
public final class FactBatch {
    public static final TypeInformation<FactBatch> TYPE = StreamType.of(new Serializer());

    private static final FactRecord.Serializer RECORD = new FactRecord.Serializer();

    private final FactKey key;
    private final int count;
    private final byte[] bytes;

    private FactBatch(FactKey key, int count, byte[] bytes) {
        this.key = key;
        this.count = count;
        this.bytes = bytes;
    }

    public static FactBatch of(List<FactRecord> records) {
        Writer writer = new Writer();
        records.forEach(record -> writer.add(record.judgedBy(), record));
        return writer.take();
    }

    /** That of the first: it stands for the key group of all. */
    public FactKey key() {
        return key;
    }

    public int count() {
        return count;
    }

    public Reader read() {
        return new Reader(this);
    }

    /** Fills one batch after the other. */
    static final class Writer {
        private static final int BYTES_AT_FIRST = 4 * 1024;

        private final DataOutputSerializer out = new DataOutputSerializer(BYTES_AT_FIRST);
        private FactKey first = new FactKey(FactTopic.API_CALLS, 0, 0);
        private int count;

        void add(FactKey key, FactRecord record) {
            if (count == 0) {
                first = key;
            }
            count++;
            try {
                RECORD.serialize(record, out);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        boolean isEmpty() {
            return count == 0;
        }

        int bytes() {
            return out.length();
        }

        FactBatch take() {
            FactBatch batch = new FactBatch(first, count, out.getCopyOfBuffer());
            out.clear();
            count = 0;
            return batch;
        }
    }

    /** Gives the records one after the other. */
    public static final class Reader {
        private final DataInputDeserializer in;
        private int left;

        private Reader(FactBatch batch) {
            in = new DataInputDeserializer(batch.bytes);
            left = batch.count;
        }

        public boolean hasNext() {
            return left > 0;
        }

        public FactRecord next() throws IOException {
            left--;
            return RECORD.deserialize(in);
        }
    }

    /** On the exchange, and never in state. */
    public static final class Serializer extends StreamSerializer<FactBatch> {
        private static final FactKey.Serializer KEY = new FactKey.Serializer();

        public Serializer() {
            super(FactBatch.class);
        }

        @Override
        public void serialize(FactBatch batch, DataOutputView out) throws IOException {
            KEY.serialize(batch.key, out);
            out.writeInt(batch.count);
            out.writeInt(batch.bytes.length);
            out.write(batch.bytes);
        }

        @Override
        public FactBatch deserialize(DataInputView in) throws IOException {
            FactKey key = KEY.deserialize(in);
            int count = in.readInt();
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            return new FactBatch(key, count, bytes);
        }
    }
}
