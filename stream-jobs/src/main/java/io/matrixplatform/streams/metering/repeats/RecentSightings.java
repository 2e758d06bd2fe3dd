package io.matrixplatform.streams.metering.repeats;

import io.matrixplatform.streams.metering.facts.FactKey;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Plain sightings since they were last taken, found by their identities. */
final class RecentSightings {
    /** As many as the processor's caches have some room for, and a batch less than a power of two, at which the table would grow. */
    private static final int ROWS_MAX = 250_000;

    private static final int PLACES_AT_FIRST = 1 << 10;
    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

    private final SightingRows rows = new SightingRows();

    /** The number of a row and one, in the first free place from that of its identity on; half of them are free. */
    private int[] places = new int[PLACES_AT_FIRST];

    /** @param key of which there is none yet */
    void add(int keyGroup, FactKey key, Sighting sighting) {
        if (rows.count() == places.length / 2) {
            makePlaces();
        }
        rows.add(keyGroup, key, sighting);
        place(rows.count() - 1);
    }

    private void makePlaces() {
        places = new int[2 * places.length];
        for (int row = 0; row < rows.count(); row++) {
            place(row);
        }
    }

    private void place(int row) {
        int at = firstPlace(rows.low(row));
        while (places[at] != 0) {
            at = next(at);
        }
        places[at] = row + 1;
    }

    private int firstPlace(long low) {
        return (int) ((low * MULTIPLIER) >>> Long.numberOfLeadingZeros(places.length - 1L));
    }

    private int next(int place) {
        return (place + 1) & (places.length - 1);
    }

    @Nullable Sighting find(FactKey key) {
        for (int at = firstPlace(key.low()); places[at] != 0; at = next(at)) {
            int row = places[at] - 1;
            if (rows.isOf(row, key)) {
                return rows.sighting(row);
            }
        }
        return null;
    }

    /**
     * What stands where an identity would be, for no use but to have it near.
     *
     * @param low of the key
     */
    long fetch(long low) {
        return places[firstPlace(low)];
    }

    boolean isEmpty() {
        return rows.count() == 0;
    }

    boolean isFull() {
        return rows.count() >= ROWS_MAX;
    }

    /** All of them, sorted, until {@link #clear}. */
    SightingRows sorted() {
        rows.sort();
        return rows;
    }

    void clear() {
        rows.clear();
        Arrays.fill(places, 0);
    }
}
