package io.matrixplatform.model.metering.proof;

import io.matrixplatform.model.hashing.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Digests entries in their order, each at a place of its own. Used by one thread.
 *
 * <p>The SHA-256 over the SHA-256s of the entries proves that all are as they were. The two sums beside it, of a number made of
 * each entry and of that number times its place, are for finding: where a single entry was changed, taken away or put in, the
 * difference of the second divided by the difference of the first is its place.
 */
public final class LeafDigest {
    private static final int PLACE_SHIFT = 4;

    private final MessageDigest all = Sha256.digest();
    private final MessageDigest single = Sha256.digest();
    private long entries;
    private long sum;
    private long weighted;

    /**
     * @param place at least 0 and less than 2^60
     * @throws IllegalArgumentException if it is not
     */
    public void add(long place, byte[] content) {
        if (place < 0 || place >> (Long.SIZE - PLACE_SHIFT) != 0) {
            throw new IllegalArgumentException("a place is a number of 60 bits, not " + place);
        }
        byte[] hash = single.digest(content);
        all.update(hash);
        long number = Mersenne61.of(ByteBuffer.wrap(hash).getLong());
        sum = Mersenne61.add(sum, number);
        weighted = Mersenne61.add(weighted, Mersenne61.multiply(number, place));
        entries++;
    }

    public long entries() {
        return entries;
    }

    /** The place of what has an id instead of a number. */
    public static long placeOf(String id) {
        byte[] hash = Sha256.of(id.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(hash).getLong() >>> PLACE_SHIFT;
    }

    /**
     * Ends the leaf; nothing can be added any more.
     *
     * @param book what the entries are of
     * @param series of which part of it
     * @param first where they begin
     * @param last where they end, itself among them
     */
    public Leaf leaf(String book, String series, long first, long last) {
        return new Leaf(book, series, first, last, entries, HexFormat.of().formatHex(all.digest()), sum, weighted);
    }
}
