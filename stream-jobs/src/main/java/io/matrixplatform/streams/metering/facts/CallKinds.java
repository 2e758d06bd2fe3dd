package io.matrixplatform.streams.metering.facts;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** The kinds of calls met lately, found by their bytes. A cache of fixed size in which the newest kind of a place stands. */
final class CallKinds {
    static final int PLACES = 1 << 14;

    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final @Nullable CallKind[] known = new CallKind[PLACES];

    /**
     * @param parts where those of {@link CallKind} begin and end, one after the other
     * @throws RuntimeException if they are something else
     */
    CallKind find(byte[] call, int[] parts, boolean isStreamed) {
        long hash = isStreamed ? 1 : 0;
        for (int part = 0; part < parts.length; part += 2) {
            hash = mixed(hash, call, parts[part], parts[part + 1]);
        }
        int place = (int) hash & PLACES - 1;
        CallKind found = known[place];
        if (found == null || !found.is(call, parts, isStreamed)) {
            found = made(place, call, parts, isStreamed);
            known[place] = found;
        }
        return found;
    }

    private static CallKind made(int place, byte[] call, int[] parts, boolean isStreamed) {
        int[] ends = new int[parts.length / 2];
        int length = 0;
        for (int part = 0; part < ends.length; part++) {
            length += parts[2 * part + 1] - parts[2 * part];
            ends[part] = length;
        }
        byte[] bytes = new byte[length];
        int at = 0;
        for (int part = 0; part < ends.length; part++) {
            System.arraycopy(call, parts[2 * part], bytes, at, ends[part] - at);
            at = ends[part];
        }
        return new CallKind(place, bytes, ends, isStreamed);
    }

    /** Eight bytes at a time; the last eight may overlap those before them. */
    private static long mixed(long seed, byte[] bytes, int from, int to) {
        long hash = seed ^ to - from;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            hash = mixed(hash, (long) LONGS.get(bytes, at));
        }
        if (at == to) {
            return hash;
        }
        if (to - from >= Long.BYTES) {
            return mixed(hash, (long) LONGS.get(bytes, to - Long.BYTES));
        }
        for (; at < to; at++) {
            hash = mixed(hash, bytes[at]);
        }
        return hash;
    }

    private static long mixed(long hash, long value) {
        long product = (hash ^ value) * MULTIPLIER;
        return product ^ product >>> Integer.SIZE;
    }
}
