package io.matrixplatform.sandbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.SplittableRandom;

/** Text and vectors that follow from what was asked, and from nothing else. */
final class Prose {
    private static final String[] WORDS = {
        "the",
        "river",
        "counts",
        "every",
        "stone",
        "and",
        "a",
        "quiet",
        "ledger",
        "keeps",
        "its",
        "sum",
        "while",
        "clouds",
        "carry",
        "small",
        "numbers",
        "over",
        "open",
        "fields",
        "of",
        "wheat",
        "where",
        "two",
        "travellers",
        "agree",
        "on",
        "one",
        "honest",
        "measure",
        "before",
        "evening",
        "light",
        "turns",
        "their",
        "maps",
        "to",
        "gold",
    };
    private static final int SENTENCE = 9;

    private Prose() {}

    /** At least {@code words} words in sentences. */
    static String text(String seed, int words) {
        SplittableRandom random = new SplittableRandom(number(seed));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            String word = WORDS[random.nextInt(WORDS.length)];
            boolean begins = i % SENTENCE == 0;
            text.append(i == 0 ? "" : begins ? ". " : " ")
                    .append(begins ? Character.toUpperCase(word.charAt(0)) + word.substring(1) : word);
        }
        return text.append('.').toString();
    }

    /** A vector of length one. */
    static float[] vector(String seed, int dimensions) {
        SplittableRandom random = new SplittableRandom(number(seed));
        double[] raw = random.doubles(dimensions, -1, 1).toArray();
        double length = 0;
        for (double one : raw) {
            length += one * one;
        }
        float[] vector = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            vector[i] = (float) (raw[i] / Math.sqrt(length));
        }
        return vector;
    }

    private static long number(String seed) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(seed.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
