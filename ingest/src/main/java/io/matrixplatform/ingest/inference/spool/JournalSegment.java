package io.matrixplatform.ingest.inference.spool;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * One part of a journal: its number, and entries one behind the other, each with its length (less than nothing once the log has it)
 * and checksum before it. A length of 0 comes behind the last. Not thread-safe.
 */
final class JournalSegment {
    private static final int NUMBER_BYTES = Long.BYTES;
    private static final int HEADER_BYTES = 2 * Integer.BYTES;

    private final ByteBuffer bytes;
    private long number;
    private int end = NUMBER_BYTES;
    private int waiting;

    /** @param bytes of a file, which may be another's until {@link #begin} */
    JournalSegment(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** Entries of this length fit one that is empty. */
    static boolean fits(int length, long segmentBytes) {
        return NUMBER_BYTES + HEADER_BYTES + length <= segmentBytes;
    }

    /** Forgets what was in it. */
    void begin(long itsNumber) {
        bytes.putInt(NUMBER_BYTES, 0);
        VarHandle.storeStoreFence();
        bytes.putLong(0, itsNumber);
        number = itsNumber;
        end = NUMBER_BYTES;
        waiting = 0;
    }

    long number() {
        return number;
    }

    /** Where the next entry goes. */
    int end() {
        return end;
    }

    boolean hasRoom(int length) {
        return end + HEADER_BYTES + length <= bytes.capacity();
    }

    /** How many entries wait for the log. */
    int waiting() {
        return waiting;
    }

    /** @return where it stands */
    int add(byte[] entry) {
        int at = end;
        int next = at + HEADER_BYTES + entry.length;
        bytes.putInt(at + Integer.BYTES, Checksum.of(entry));
        bytes.put(at + HEADER_BYTES, entry);
        if (next + Integer.BYTES <= bytes.capacity()) {
            bytes.putInt(next, 0);
        }
        // Whoever finds a length finds what it is the length of.
        VarHandle.storeStoreFence();
        bytes.putInt(at, entry.length);
        end = next;
        waiting++;
        return at;
    }

    /** Whether the entry there waits for the log. */
    boolean isWaiting(int at) {
        return bytes.getInt(at) > 0;
    }

    byte[] entry(int at) {
        byte[] entry = new byte[Math.abs(bytes.getInt(at))];
        bytes.get(at + HEADER_BYTES, entry);
        return entry;
    }

    /** The log has it, or somebody else answers for it. */
    void done(int at) {
        bytes.putInt(at, -bytes.getInt(at));
        waiting--;
    }

    /** Where those stand that wait for the log. */
    List<Integer> waitingBefore(int limit) {
        List<Integer> places = new ArrayList<>();
        for (int at = NUMBER_BYTES; waiting > 0 && at < Math.min(end, limit); at += HEADER_BYTES + entryLength(at)) {
            if (isWaiting(at)) {
                places.add(at);
            }
        }
        return places;
    }

    private int entryLength(int at) {
        return Math.abs(bytes.getInt(at));
    }

    /** What another process has left there: all that waited for the log, up to what a crash has torn. */
    static List<byte[]> left(ByteBuffer bytes) {
        List<byte[]> left = new ArrayList<>();
        int at = NUMBER_BYTES;
        while (bytes.limit() - at >= HEADER_BYTES) {
            int length = bytes.getInt(at);
            int size = Math.abs(length);
            if (length == 0 || size < 0 || size > bytes.limit() - at - HEADER_BYTES) {
                break;
            }
            byte[] entry = new byte[size];
            bytes.get(at + HEADER_BYTES, entry);
            if (Checksum.of(entry) != bytes.getInt(at + Integer.BYTES)) {
                break;
            }
            if (length > 0) {
                left.add(entry);
            }
            at += HEADER_BYTES + size;
        }
        return left;
    }
}
