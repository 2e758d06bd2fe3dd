package io.matrixplatform.replay.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Chance that depends on the seed, the row and the purpose, and on nothing else: not on the order of asking, nor on how a
 * JDK makes its random numbers.
 */
record Dice(long seed) {
    private static final double UNIT = 0x1.0p-53;

    /** Evenly from [0, 1). */
    double roll(int row, String purpose) {
        return (bits(row, purpose) >>> 11) * UNIT;
    }

    /** Exactly {@code round(share × rows)} of the rows. */
    Set<Integer> choose(int rows, double share, String purpose) {
        return shuffle(rows, purpose).stream().limit(Math.round(share * rows)).collect(Collectors.toUnmodifiableSet());
    }

    /** All rows, by chance. */
    List<Integer> shuffle(int rows, String purpose) {
        Comparator<Integer> byChance = Comparator.comparingLong(row -> bits(row, purpose));
        return IntStream.range(0, rows)
                .boxed()
                .sorted(byChance.thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private long bits(int row, String purpose) {
        return mix(mix(mix(seed) + row) + purpose.hashCode());
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mix(long input) {
        long z = input + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
