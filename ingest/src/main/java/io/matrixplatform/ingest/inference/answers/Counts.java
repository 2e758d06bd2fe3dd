package io.matrixplatform.ingest.inference.answers;

/**
 * Tokens as one part of an answer tells them; {@link #UNTOLD} where it does not.
 *
 * @param input of the prompt, without those of the two below
 * @param cacheWrites of the prompt, that were put into a cache
 * @param cacheReads of the prompt, that came from a cache
 * @param reasoning a part of {@code output}
 */
record Counts(long input, long cacheWrites, long cacheReads, long output, long reasoning) {
    static final long UNTOLD = -1;
    static final Counts NONE = new Counts(UNTOLD, UNTOLD, UNTOLD, UNTOLD, UNTOLD);

    /** Counts are cumulative: what is told later stands for what was told before. */
    Counts then(Counts later) {
        return new Counts(
                later(input, later.input),
                later(cacheWrites, later.cacheWrites),
                later(cacheReads, later.cacheReads),
                later(output, later.output),
                later(reasoning, later.reasoning));
    }

    boolean tellsInput() {
        return input != UNTOLD;
    }

    /** Of the whole prompt. */
    long prompt() {
        return input + Math.max(0, cacheWrites) + Math.max(0, cacheReads);
    }

    private static long later(long before, long then) {
        return then == UNTOLD ? before : then;
    }
}
