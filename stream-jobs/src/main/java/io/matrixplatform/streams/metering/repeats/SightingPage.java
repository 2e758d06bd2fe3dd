package io.matrixplatform.streams.metering.repeats;

import io.matrixplatform.streams.metering.facts.FactKey;
import io.matrixplatform.streams.metering.facts.FactTopic;
import io.matrixplatform.streams.metering.repeats.Sighting.Original;
import io.matrixplatform.streams.platform.StreamSerializer;
import io.matrixplatform.streams.platform.StreamType;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Some hundred plain sightings, sorted by their identities, as they stand in state: one entry of it, since RocksDB takes about as
 * long for an entry of any such size. By columns, of which those that say nearly the same of all compress well.
 */
final class SightingPage {
    static final TypeInformation<SightingPage> TYPE = StreamType.of(new Serializer());

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    /** An identity of 16 bytes, two hashes, the second and the topic. */
    private static final int BYTES_PER_ROW = 4 * Long.BYTES + Integer.BYTES + 1;

    private final byte[] bytes;
    private final int rows;

    private SightingPage(byte[] bytes) {
        this.bytes = bytes;
        this.rows = bytes.length / BYTES_PER_ROW;
    }

    /** Of sorted rows, from one place to before another. */
    static SightingPage of(SightingRows sorted, int from, int to) {
        SightingPage page = new SightingPage(new byte[(to - from) * BYTES_PER_ROW]);
        for (int i = 0; i < page.rows; i++) {
            int row = sorted.rowAt(from + i);
            LONGS.set(page.bytes, page.highAt(i), sorted.high(row));
            LONGS.set(page.bytes, page.lowAt(i), sorted.low(row));
            LONGS.set(page.bytes, page.payloadHashAt(i), sorted.payloadHash(row));
            LONGS.set(page.bytes, page.stampsAt(i), sorted.stamps(row));
            INTS.set(page.bytes, page.secondAt(i), (int) sorted.second(row));
            page.bytes[page.topicAt(i)] = (byte) sorted.topic(row).number();
        }
        return page;
    }

    // Where a row has its part of each column.
    private int highAt(int row) {
        return row * Long.BYTES;
    }

    private int lowAt(int row) {
        return (rows + row) * Long.BYTES;
    }

    private int payloadHashAt(int row) {
        return (2 * rows + row) * Long.BYTES;
    }

    private int stampsAt(int row) {
        return (3 * rows + row) * Long.BYTES;
    }

    private int secondAt(int row) {
        return 4 * rows * Long.BYTES + row * Integer.BYTES;
    }

    private int topicAt(int row) {
        return rows * (4 * Long.BYTES + Integer.BYTES) + row;
    }

    int rows() {
        return rows;
    }

    FactKey key(int row) {
        return new FactKey(topic(row), high(row), low(row));
    }

    private FactTopic topic(int row) {
        return FactTopic.numbered(bytes[topicAt(row)]);
    }

    private long high(int row) {
        return (long) LONGS.get(bytes, highAt(row));
    }

    private long low(int row) {
        return (long) LONGS.get(bytes, lowAt(row));
    }

    private long second(int row) {
        return Integer.toUnsignedLong((int) INTS.get(bytes, secondAt(row)));
    }

    private long payloadHash(int row) {
        return (long) LONGS.get(bytes, payloadHashAt(row));
    }

    private long stamps(int row) {
        return (long) LONGS.get(bytes, stampsAt(row));
    }

    @Nullable Sighting find(FactKey key) {
        for (int row = firstNotBelow(key.high()); row < rows && high(row) == key.high(); row++) {
            if (low(row) == key.low() && topic(row) == key.topic()) {
                return Sighting.of(second(row), new Original(payloadHash(row), stamps(row), false));
            }
        }
        return null;
    }

    private int firstNotBelow(long high) {
        int from = 0;
        int to = rows;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (Long.compareUnsigned(high(middle), high) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** Those whose identities begin with some bits. */
    void addTo(SightingRows some, int first, int bits) {
        for (int row = 0; row < rows; row++) {
            long high = high(row);
            if (SightingRun.firstBits(high, bits) == first) {
                some.add(0, topic(row), high, low(row), second(row), payloadHash(row), stamps(row));
            }
        }
    }

    /** In keyed state. */
    public static final class Serializer extends StreamSerializer<SightingPage> {
        public Serializer() {
            super(SightingPage.class);
        }

        @Override
        public void serialize(SightingPage page, DataOutputView out) throws IOException {
            out.writeInt(page.bytes.length);
            out.write(page.bytes);
        }

        @Override
        public SightingPage deserialize(DataInputView in) throws IOException {
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            return new SightingPage(bytes);
        }
    }
}
