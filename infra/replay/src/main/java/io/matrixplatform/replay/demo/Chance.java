package io.matrixplatform.replay.demo;

import java.util.Random;

/** Chance of a known shape; {@code java.util.Random} draws the same on every JDK. */
final class Chance {
    private final Random random;

    /** The same {@code seed} and {@code purpose} draw the same. */
    Chance(long seed, long purpose) {
        random = new Random(mix(seed * 0x9e3779b97f4a7c15L + purpose));
    }

    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    /** Evenly from [0, 1). */
    double share() {
        return random.nextDouble();
    }

    /** Evenly from [from, to). */
    double between(double from, double to) {
        return from + (to - from) * random.nextDouble();
    }

    /** An index, each as likely as its weight. */
    int pick(double... weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double at = random.nextDouble() * sum;
        for (int i = 0; i < weights.length - 1; i++) {
            at -= weights[i];
            if (at < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    /** Heavy-tailed around {@code median}, at least 1. */
    long logNormal(double median, double spread, long most) {
        return Math.max(1, Math.min(most, Math.round(median * Math.exp(spread * random.nextGaussian()))));
    }

    /** How many of many rare things happen when {@code mean} are expected (Knuth; for means up to some hundreds). */
    int poisson(double mean) {
        int count = 0;
        for (double left = mean; left > 0; left -= 500) {
            double bound = Math.exp(-Math.min(left, 500));
            for (double product = random.nextDouble(); product > bound; product *= random.nextDouble()) {
                count++;
            }
        }
        return count;
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014): neighbouring seeds shall not draw alike. */
    private static long mix(long input) {
        long z = (input ^ (input >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
