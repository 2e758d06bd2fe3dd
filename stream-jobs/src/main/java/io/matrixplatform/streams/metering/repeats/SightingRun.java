package io.matrixplatform.streams.metering.repeats;

import java.util.List;

/**
 * Sightings of one key group that were written together, in pages: each has those whose identities begin with the same bits.
 *
 * @param number its own among those of its key group
 * @param rows how many sightings
 * @param bits how many of an identity's first bits say on which page it is; 0 where there is one page
 * @param firstSecond since 1970, when the first of them was written
 * @param lastSecond when the last was
 */
record SightingRun(int number, int rows, int bits, long firstSecond, long lastSecond) {
    /** A page has about so many rows, and half of that at least if there are several. */
    private static final int ROWS_PER_PAGE = 128;

    static SightingRun of(int number, int rows, long second) {
        return new SightingRun(number, rows, bitsFor(rows), second, second);
    }

    /** That has what some have. */
    static SightingRun of(int number, List<SightingRun> merged) {
        int rows = merged.stream().mapToInt(SightingRun::rows).sum();
        return new SightingRun(
                number,
                rows,
                bitsFor(rows),
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

    /** Where a page is among those of all runs of the key group. */
    long placeOf(int page) {
        return ((long) number << Integer.SIZE) | page;
    }
}
