package io.matrixplatform.streams.platform;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.state.rocksdb.RocksDBKeyedStateBackend;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * New values of a {@code ValueState} that expires, gathered and put into RocksDB at once: one by one, the way there costs several
 * times as much as the put. They stand there as Flink itself would have put them, and it reads them; but not before
 * {@link #write}.
 *
 * <p>Flink has this for no state but maps, whose entries all belong to one key, and hands out neither its RocksDB nor the state's
 * place in it: they are taken by reflection. Not thread-safe.
 *
 * @param <K> the state's key
 * @param <V> its value
 */
public final class RocksPuts<K, V> {
    // What org.rocksdb.WriteBatch#data is made of: a sequence number that RocksDB sets itself, how many there are, and
    // of each
    // one this kind, the number of the column family, key and value, both with their lengths before them.
    private static final int COUNT_AT = Long.BYTES;
    private static final int HEAD = Long.BYTES + Integer.BYTES;
    private static final byte PUT_IN_COLUMN_FAMILY = 5;

    /** A length takes two bytes always, so that it can be set afterwards. */
    private static final int LENGTH = 2;

    private static final int LOW_BITS = 7;
    private static final int LENGTH_MAX = 1 << (2 * LOW_BITS);

    private static final int BYTES_AT_FIRST = 8 * 1024;
    private static final byte NO_NAMESPACE = 0;

    private final RocksDB rocks;
    private final WriteOptions options;
    private final int columnFamily;
    private final int keyGroups;
    private final int keyGroupBytes;
    private final TypeSerializer<K> keys;
    private final TypeSerializer<V> values;
    private final DataOutputSerializer batch = new DataOutputSerializer(BYTES_AT_FIRST);
    private int keyGroup;
    private long now;
    private int count;

    private RocksPuts(
            RocksDB rocks,
            WriteOptions options,
            int columnFamily,
            int keyGroups,
            int keyGroupBytes,
            TypeSerializer<K> keys,
            TypeSerializer<V> values) {
        this.rocks = rocks;
        this.options = options;
        this.columnFamily = columnFamily;
        this.keyGroups = keyGroups;
        this.keyGroupBytes = keyGroupBytes;
        this.keys = keys;
        this.values = values;
    }

    /**
     * Null where state is not, or not directly, in RocksDB.
     *
     * @param state its name; it is there already
     * @param values how the state writes them
     */
    public static <K, V> @Nullable RocksPuts<K, V> into(
            KeyedStateBackend<K> backend, String state, TypeSerializer<V> values) {
        if (!(backend instanceof RocksDBKeyedStateBackend<K> rocks)) {
            return null;
        }
        try {
            Field db = RocksDBKeyedStateBackend.class.getDeclaredField("db");
            Method family = RocksDBKeyedStateBackend.class.getDeclaredMethod("getColumnFamilyHandle", String.class);
            db.setAccessible(true);
            family.setAccessible(true);
            return new RocksPuts<>(
                    (RocksDB) db.get(rocks),
                    rocks.getWriteOptions(),
                    ((ColumnFamilyHandle) family.invoke(rocks, state)).getID(),
                    rocks.getNumberOfKeyGroups(),
                    rocks.getKeyGroupPrefixBytes(),
                    backend.getKeySerializer(),
                    values);
        } catch (ReflectiveOperationException otherFlink) {
            throw new IllegalStateException("Flink's RocksDB is not where this version of Flink has it", otherFlink);
        }
    }

    /**
     * All that follow are of one key group.
     *
     * @param key one of these
     * @param now from when on they age, millis since 1970
     */
    public void begin(K key, long now) {
        this.keyGroup = KeyGroupRangeAssignment.assignToKeyGroup(key, keyGroups);
        this.now = now;
    }

    /** Gathers one. */
    public void put(K key, V value) throws IOException {
        if (count == 0) {
            batch.skipBytesToWrite(HEAD);
        }
        batch.writeByte(PUT_IN_COLUMN_FAMILY);
        writeNumber(columnFamily);
        int keyLength = batch.length();
        batch.skipBytesToWrite(LENGTH);
        for (int i = keyGroupBytes - 1; i >= 0; i--) {
            batch.writeByte(keyGroup >>> (i * Byte.SIZE));
        }
        keys.serialize(key, batch);
        batch.writeByte(NO_NAMESPACE);
        setLength(keyLength);
        int valueLength = batch.length();
        batch.skipBytesToWrite(LENGTH);
        batch.writeLong(now);
        values.serialize(value, batch);
        setLength(valueLength);
        count++;
    }

    private void writeNumber(int number) throws IOException {
        int rest = number;
        while (rest >= 1 << LOW_BITS) {
            batch.writeByte(rest | 1 << LOW_BITS);
            rest >>>= LOW_BITS;
        }
        batch.writeByte(rest);
    }

    /** Of what was written behind it. */
    private void setLength(int at) throws IOException {
        int length = batch.length() - at - LENGTH;
        if (length >= LENGTH_MAX) {
            throw new IOException(length + " bytes are more than can be gathered");
        }
        byte[] bytes = batch.getSharedBuffer();
        bytes[at] = (byte) (length | 1 << LOW_BITS);
        bytes[at + 1] = (byte) (length >>> LOW_BITS);
    }

    /** Puts what was gathered; afterwards the state has it. */
    public void write() throws IOException {
        if (count == 0) {
            return;
        }
        byte[] bytes = batch.getSharedBuffer();
        Arrays.fill(bytes, 0, COUNT_AT, (byte) 0);
        for (int i = 0; i < Integer.BYTES; i++) {
            bytes[COUNT_AT + i] = (byte) (count >>> (i * Byte.SIZE));
        }
        try (WriteBatch puts = new WriteBatch(batch.getCopyOfBuffer())) {
            rocks.write(options, puts);
        } catch (RocksDBException failure) {
            throw new IOException("RocksDB took none of " + count + " values", failure);
        } finally {
            batch.clear();
            count = 0;
        }
    }
}
