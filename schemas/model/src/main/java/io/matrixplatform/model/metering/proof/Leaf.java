package io.matrixplatform.model.metering.proof;

import java.util.List;
import java.util.OptionalLong;

/**
 * What some entries that stand together were when they were certified. A certificate's leaves are lines of text, and its digest
 * of them is the SHA-256 of the file.
 *
 * @param book {@code log}, {@code ledger} or {@code late}
 * @param series topic and partition, or a meter
 * @param first offset, or the second that a slice starts at
 * @param last offset, or the last second of the slice
 * @param digest SHA-256 over those of the entries, in hexadecimal
 */
public record Leaf(
        String book, String series, long first, long last, long entries, String digest, long sum, long weighted) {
    private static final int FIELDS = 8;

    public String line() {
        return String.join(
                " ",
                List.of(
                        book,
                        series,
                        Long.toString(first),
                        Long.toString(last),
                        Long.toString(entries),
                        digest,
                        Long.toString(sum),
                        Long.toString(weighted)));
    }

    /** @throws IllegalArgumentException if it is no line of a leaf */
    public static Leaf parse(String line) {
        String[] fields = line.split(" ", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("a leaf has " + FIELDS + " fields, not " + fields.length);
        }
        return new Leaf(
                fields[0],
                fields[1],
                Long.parseLong(fields[2]),
                Long.parseLong(fields[3]),
                Long.parseLong(fields[4]),
                fields[5],
                Long.parseLong(fields[6]),
                Long.parseLong(fields[7]));
    }

    /** Whether nothing was changed, taken away or put in. */
    public boolean isSameAs(Leaf found) {
        return entries == found.entries && digest.equals(found.digest);
    }

    /**
     * The place of the only entry that differs; of several that do, a place at random among 2^61, or none.
     *
     * @param found over the same entries
     */
    public OptionalLong placeOfDifference(Leaf found) {
        long difference = Mersenne61.subtract(Mersenne61.of(found.sum), Mersenne61.of(sum));
        return difference == 0
                ? OptionalLong.empty()
                : OptionalLong.of(Mersenne61.divide(
                        Mersenne61.subtract(Mersenne61.of(found.weighted), Mersenne61.of(weighted)), difference));
    }
}
