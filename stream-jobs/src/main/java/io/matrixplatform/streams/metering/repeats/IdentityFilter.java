package io.matrixplatform.streams.metering.repeats;

import io.matrixplatform.streams.metering.facts.FactKey;
import io.matrixplatform.streams.metering.facts.FactTopic;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Which identities may have been met: it may say so of one that was not, about once in five hundred times while it holds no more
 * than its capacity, and never the other way round. A Bloom filter whose bits of one identity stand in one cache line, one in
 * each of its words (a split block), so that it costs one access to memory.
 *
 * <p>Identities are cryptographic hashes: their bits are taken as they are.
 */
final class IdentityFilter {
    private static final int WORDS = 8;
    private static final int BITS_PER_IDENTITY = 16;
    private static final int BITS_OF_PLACE = 6;
    private static final int WORDS_PER_CHUNK = 8 * 1024;
    private static final int WORDS_PER_PIECE = 4 * 1024;
    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

    private final long[] words;
    private final int blocks;
    private final long capacity;
    private final int generation;
    private long size;

    IdentityFilter(long capacity) {
        this(capacity, 0);
    }

    /** @param generation as {@link #generation} tells */
    IdentityFilter(long capacity, int generation) {
        this.capacity = capacity;
        this.generation = generation;
        this.blocks = Math.toIntExact(Math.max(1, capacity * BITS_PER_IDENTITY / (WORDS * Long.SIZE)));
        this.words = new long[blocks * WORDS];
    }

    boolean mayHave(FactKey key) {
        int block = block(key);
        for (int word = 0; word < WORDS; word++) {
            if ((words[block + word] & bit(key, word)) == 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * One of the words that are about it, for no use but to have it near: of many that are asked for together, memory brings several
     * at once.
     *
     * @param low of the key
     */
    long fetch(FactTopic topic, long low) {
        return words[block(topic, low)];
    }

    void add(FactKey key) {
        int block = block(key);
        for (int word = 0; word < WORDS; word++) {
            words[block + word] |= bit(key, word);
        }
        size++;
    }

    /** How many were added, the same one twice if it was added twice. */
    long size() {
        return size;
    }

    long capacity() {
        return capacity;
    }

    /**
     * How many came before it, of filters that answer for all that is remembered but what has filters of its own: those of what
     * was there before it have to be asked, too.
     */
    int generation() {
        return generation;
    }

    long bytes() {
        return (long) words.length * Long.BYTES;
    }

    int pieces() {
        return (words.length + WORDS_PER_PIECE - 1) / WORDS_PER_PIECE;
    }

    /** Of all bits a part, for {@link #putPiece}. */
    byte[] piece(int number) {
        int from = number * WORDS_PER_PIECE;
        int count = Math.min(WORDS_PER_PIECE, words.length - from);
        byte[] piece = new byte[count * Long.BYTES];
        ByteBuffer.wrap(piece).asLongBuffer().put(words, from, count);
        return piece;
    }

    void putPiece(int number, byte[] piece) {
        ByteBuffer.wrap(piece).asLongBuffer().get(words, number * WORDS_PER_PIECE, piece.length / Long.BYTES);
    }

    /** All of it, for {@link #readFrom}. */
    void writeTo(DataOutputStream out) throws IOException {
        out.writeLong(capacity);
        out.writeLong(size);
        out.writeInt(generation);
        ByteBuffer chunk = ByteBuffer.allocate(WORDS_PER_CHUNK * Long.BYTES);
        for (int from = 0; from < words.length; from += WORDS_PER_CHUNK) {
            int count = Math.min(WORDS_PER_CHUNK, words.length - from);
            chunk.asLongBuffer().put(words, from, count);
            out.write(chunk.array(), 0, count * Long.BYTES);
        }
    }

    /** @param hasGeneration whether that was written; it was not, before there was more than one */
    static IdentityFilter readFrom(DataInputStream in, boolean hasGeneration) throws IOException {
        long capacity = in.readLong();
        long size = in.readLong();
        IdentityFilter filter = new IdentityFilter(capacity, hasGeneration ? in.readInt() : 0);
        filter.size = size;
        long[] words = filter.words;
        ByteBuffer chunk = ByteBuffer.allocate(WORDS_PER_CHUNK * Long.BYTES);
        for (int from = 0; from < words.length; from += WORDS_PER_CHUNK) {
            int count = Math.min(WORDS_PER_CHUNK, words.length - from);
            in.readFully(chunk.array(), 0, count * Long.BYTES);
            chunk.asLongBuffer().get(words, from, count);
        }
        return filter;
    }

    private int block(FactKey key) {
        return block(key.topic(), key.low());
    }

    private int block(FactTopic topic, long low) {
        long mixed = (low ^ topic.number()) * MULTIPLIER;
        return (int) (((mixed >>> Integer.SIZE) * blocks) >>> Integer.SIZE) * WORDS;
    }

    private static long bit(FactKey key, int word) {
        return 1L << (key.high() >>> (word * BITS_OF_PLACE));
    }
}
