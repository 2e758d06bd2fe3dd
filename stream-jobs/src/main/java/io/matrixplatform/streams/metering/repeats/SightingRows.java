package io.matrixplatform.streams.metering.repeats;

import io.matrixplatform.streams.metering.facts.FactKey;
import io.matrixplatform.streams.metering.facts.FactTopic;
import io.matrixplatform.streams.metering.repeats.Sighting.Original;
import java.util.Arrays;

/**
 * Plain sightings and their identities, without an object for each, in the order in which they were added and, once sorted, in
 * that of their groups and identities too. A plain one ({@link Sighting#isPlain}) is five numbers.
 */
final class SightingRows {
    /** What is sorted has the number of its row in the low bits, and its group in the high ones. */
    private static final int ROW_BITS = 20;

    static final int ROWS_MAX = 1 << ROW_BITS;

    private static final int GROUP_BITS = Short.SIZE;
    private static final int GROUP_SHIFT = Long.SIZE - GROUP_BITS;

    private static final int ROWS_AT_FIRST = 256;

    private static final int HIGH = 0;
    private static final int LOW = 1;
    private static final int PAYLOAD_HASH = 2;
    private static final int STAMPS = 3;
    /** The second, and in the low byte the number of the topic. */
    private static final int SECOND_AND_TOPIC = 4;

    private static final int FIELDS = 5;

    private long[] fields = new long[ROWS_AT_FIRST * FIELDS];
    private long[] order = new long[ROWS_AT_FIRST];
    private int count;

    /**
     * @param group up to 16 bits
     * @param sighting a plain one
     */
    void add(int group, FactKey key, Sighting sighting) {
        Original original = sighting.original();
        if (original == null) {
            throw new IllegalArgumentException("a sighting without the fact that counts is not plain");
        }
        add(
                group,
                key.topic(),
                key.high(),
                key.low(),
                sighting.recordedSecond(),
                original.payloadHash(),
                original.stamps());
    }

    void add(int group, FactTopic topic, long high, long low, long second, long payloadHash, long stamps) {
        if (count == order.length) {
            grow();
        }
        int at = count * FIELDS;
        fields[at + HIGH] = high;
        fields[at + LOW] = low;
        fields[at + PAYLOAD_HASH] = payloadHash;
        fields[at + STAMPS] = stamps;
        fields[at + SECOND_AND_TOPIC] = (second << Byte.SIZE) | topic.number();
        order[count] = ((((long) group << GROUP_SHIFT) | (high >>> GROUP_BITS)) & -ROWS_MAX) | count;
        count++;
    }

    private void grow() {
        if (count == ROWS_MAX) {
            throw new IllegalStateException("no room for more than " + ROWS_MAX + " rows");
        }
        fields = Arrays.copyOf(fields, 2 * fields.length);
        order = Arrays.copyOf(order, 2 * order.length);
    }

    int count() {
        return count;
    }

    void clear() {
        count = 0;
    }

    /** By group and identity, where the {@code At} methods find them until something is added. */
    void sort() {
        Arrays.sort(order, 0, count);
        // So far by the first bits of an identity, which hardly two have in common.
        for (int i = 1; i < count; i++) {
            for (int j = i; j > 0 && isSwapped(j); j--) {
                long swapped = order[j];
                order[j] = order[j - 1];
                order[j - 1] = swapped;
            }
        }
    }

    private boolean isSwapped(int place) {
        return (order[place] ^ order[place - 1]) >>> ROW_BITS == 0
                && Long.compareUnsigned(high(rowAt(place)), high(rowAt(place - 1))) < 0;
    }

    int groupAt(int place) {
        return (int) (order[place] >>> GROUP_SHIFT);
    }

    int rowAt(int place) {
        return (int) order[place] & (ROWS_MAX - 1);
    }

    boolean isOf(int row, FactKey key) {
        return high(row) == key.high() && low(row) == key.low() && topic(row) == key.topic();
    }

    Sighting sighting(int row) {
        return Sighting.of(second(row), new Original(payloadHash(row), stamps(row), false));
    }

    FactKey key(int row) {
        return new FactKey(topic(row), high(row), low(row));
    }

    long high(int row) {
        return fields[row * FIELDS + HIGH];
    }

    long low(int row) {
        return fields[row * FIELDS + LOW];
    }

    long payloadHash(int row) {
        return fields[row * FIELDS + PAYLOAD_HASH];
    }

    long stamps(int row) {
        return fields[row * FIELDS + STAMPS];
    }

    long second(int row) {
        return fields[row * FIELDS + SECOND_AND_TOPIC] >>> Byte.SIZE;
    }

    FactTopic topic(int row) {
        return FactTopic.numbered((byte) fields[row * FIELDS + SECOND_AND_TOPIC]);
    }
}
