package io.matrixplatform.streams.metering.repeats;

import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Sightings of one key group that were written together, in pages: each has those whose identities begin with the same bits.
 *
 * @param number its own among those of its key group
 * @param rows how many sightings
 * @param bits how many of an identity's first bits say on which page it is; 0 where there is one page
 * @param isFiltered whether it has a filter of its own
 * @param generation of the filter that answered for the first of them ({@link IdentityFilter#generation})
 * @param firstSecond since 1970, when the first of them was written
 * @param lastSecond when the last was
 */
record SightingRun(
        int number, int rows, int bits, boolean isFiltered, int generation, long firstSecond, long lastSecond) {
    /** A page has about so many rows, and half of that at least if there are several. */
    private static final int ROWS_PER_PAGE = 128;

    static SightingRun of(int number, int rows, int generation, long second) {
        return new SightingRun(number, rows, bitsFor(rows), false, generation, second, second);
    }

    /**
     * That has what some have. What had a filter has one again, however small it is: no other may know of it.
     *
     * @param filteredRows from how many sightings on it has a filter in any case
     */
    static SightingRun of(int number, List<SightingRun> merged, int filteredRows) {
        int rows = merged.stream().mapToInt(SightingRun::rows).sum();
        return new SightingRun(
                number,
                rows,
                bitsFor(rows),
                rows >= filteredRows || merged.stream().anyMatch(SightingRun::isFiltered),
                merged.stream().mapToInt(SightingRun::generation).min().orElseThrow(),
                merged.stream().mapToLong(SightingRun::firstSecond).min().orElseThrow(),
                merged.stream().mapToLong(SightingRun::lastSecond).max().orElseThrow());
    }

    private static int bitsFor(int rows) {
        int pages = Math.max(1, rows / ROWS_PER_PAGE);
        return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(pages);
    }

    int pages() {
        return 1 << bits;
    }

    /** From 0 on. */
    int pageOf(long high) {
        return firstBits(high, bits);
    }

    static int firstBits(long high, int bits) {
        return bits == 0 ? 0 : (int) (high >>> (Long.SIZE - bits));
    }

    /** With room to spare, three bytes an identity: many are asked about each, and a page of what is old is far away. */
    IdentityFilter emptyFilter() {
        return new IdentityFilter(rows + rows / 2);
    }

    /** Where a page is among those of all runs of the key group, or a piece of its filter among all pieces. */
    long placeOf(int page) {
        return ((long) number << Integer.SIZE) | page;
    }

    void writeTo(DataOutputView out) throws IOException {
        out.writeInt(number);
        out.writeInt(rows);
        out.writeByte(bits);
        out.writeBoolean(isFiltered);
        out.writeInt(generation);
        out.writeLong(firstSecond);
        out.writeLong(lastSecond);
    }

    static SightingRun readFrom(DataInputView in) throws IOException {
        return new SightingRun(
                in.readInt(),
                in.readInt(),
                in.readByte(),
                in.readBoolean(),
                in.readInt(),
                in.readLong(),
                in.readLong());
    }
}
