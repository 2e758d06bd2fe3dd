package io.matrixplatform.streams.metering.facts;

import io.matrixplatform.model.metering.Identity;
import io.matrixplatform.streams.platform.StreamSerializer;
import io.matrixplatform.streams.platform.StreamType;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Records that are judged by keys of one key group: what crosses the exchange. One by one they would cost several times as much.
 *
 * <p>They stay in the order in which they were read; that of those of one key means something.
 */
public final class FactBatch {
    public static final TypeInformation<FactBatch> TYPE = StreamType.of(new Serializer());

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

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
        static final int BYTES_MAX = 16 * 1024;

        private static final int BYTES_AT_FIRST = 4 * 1024;

        /** Of a record without its key and value: a byte, and five numbers of up to ten. */
        private static final int LONGEST_HEAD = 51;

        private byte[] bytes = new byte[BYTES_AT_FIRST];
        private int length;
        private FactKey first = new FactKey(FactTopic.API_CALLS, 0, 0);
        private int count;

        void add(FactKey key, FactRecord record) {
            if (count == 0) {
                first = key;
            }
            count++;
            byte @Nullable [] recordKey = record.key();
            byte @Nullable [] value = record.value();
            makeRoomFor(LONGEST_HEAD + lengthOf(recordKey) + lengthOf(value));
            Origin origin = record.origin();
            bytes[length++] = (byte) origin.topic().number();
            addNumber(origin.partition());
            addNumber(origin.offset());
            addNumber(record.timestamp());
            add(recordKey);
            add(value);
        }

        private void makeRoomFor(int more) {
            if (bytes.length - length < more) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
            }
        }

        private static int lengthOf(byte @Nullable [] some) {
            return some == null ? 0 : some.length;
        }

        private void add(byte @Nullable [] some) {
            if (some == null) {
                addNumber(0);
                return;
            }
            addNumber(some.length + 1L);
            System.arraycopy(some, 0, bytes, length, some.length);
            length += some.length;
        }

        private void addNumber(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                bytes[length++] = (byte) (rest | 0x80);
                rest >>>= 7;
            }
            bytes[length++] = (byte) rest;
        }

        boolean isEmpty() {
            return count == 0;
        }

        /** Whether it holds as much as crosses at once. */
        boolean isFull() {
            return length >= BYTES_MAX;
        }

        FactBatch take() {
            FactBatch batch = new FactBatch(first, count, Arrays.copyOf(bytes, length));
            length = 0;
            count = 0;
            return batch;
        }
    }

    /** Stands at one record after the other, and copies none of them unless it is asked for. */
    public static final class Reader {
        private final byte[] bytes;
        private int left;
        private int at;
        private FactTopic topic = FactTopic.API_CALLS;
        private int partition;
        private long offset;
        private long timestamp;
        private int key;
        private int keyLength;
        private int value;
        private int valueLength;

        private Reader(FactBatch batch) {
            bytes = batch.bytes;
            left = batch.count;
        }

        /** Goes to the next record; false if there is none. */
        public boolean next() {
            if (left == 0) {
                return false;
            }
            left--;
            topic = FactTopic.numbered(bytes[at++]);
            partition = (int) number();
            offset = number();
            timestamp = number();
            keyLength = (int) number() - 1;
            key = at;
            at += Math.max(0, keyLength);
            valueLength = (int) number() - 1;
            value = at;
            at += Math.max(0, valueLength);
            return true;
        }

        private long number() {
            long number = 0;
            for (int shift = 0; ; shift += 7) {
                byte read = bytes[at++];
                number |= (read & 0x7fL) << shift;
                if (read >= 0) {
                    return number;
                }
            }
        }

        public Origin origin() {
            return new Origin(topic, partition, offset);
        }

        public FactRecord record() {
            return new FactRecord(origin(), timestamp, copy(key, keyLength), copy(value, valueLength));
        }

        private byte @Nullable [] copy(int from, int length) {
            return length < 0 ? null : Arrays.copyOfRange(bytes, from, from + length);
        }

        FactTopic topic() {
            return topic;
        }

        /** Whether its key is an identity. */
        public boolean isOfIdentity() {
            return keyLength == Identity.BYTES;
        }

        /** Where the facts stand that the record is about. */
        public FactTopic judgedIn() {
            return topic.judgedWith();
        }

        /** The second half of the identity. */
        public long low() {
            return (long) LONGS.get(bytes, key + Long.BYTES);
        }

        /** What a record of an identity is judged by; null where the key is none. */
        @Nullable FactKey judgedBy() {
            return isOfIdentity() ? new FactKey(judgedIn(), (long) LONGS.get(bytes, key), low()) : null;
        }

        /** Holds the value, and others before and behind it. */
        byte[] bytes() {
            return bytes;
        }

        /** Where the value begins. */
        int value() {
            return value;
        }

        /** -1 where there is none. */
        int valueLength() {
            return valueLength;
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
