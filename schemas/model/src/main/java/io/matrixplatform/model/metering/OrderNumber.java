package io.matrixplatform.model.metering;

/**
 * The number that orders the versions of a conclusion: {@code generation << 22 | revision}. A generation is one life of a
 * job, a revision one emission within it. Of two records with one id the one with the larger number holds.
 *
 * <p>Generations are milliseconds of the wall clock, so the 41 bits they have last until September 2039.
 */
public final class OrderNumber {
    private static final int REVISION_BITS = 22;

    /** The largest revision; the emission after it needs a new generation. */
    public static final long MAX_REVISION = (1L << REVISION_BITS) - 1;

    private OrderNumber() {}

    public static long of(long generation, long revision) {
        if (generation < 0 || generation >= 1L << (63 - REVISION_BITS) || revision < 0 || revision > MAX_REVISION) {
            throw new IllegalArgumentException("no order number for " + generation + " and " + revision);
        }
        return generation << REVISION_BITS | revision;
    }

    /** The generation that an order number is of. */
    public static long generation(long orderNumber) {
        return orderNumber >>> REVISION_BITS;
    }

    /**
     * The generation of a job that opens now: larger than every earlier one, also when the clock stepped back or when the
     * job was started afresh without its state.
     *
     * @param restored the generation in the restored state, or -1 when there is none
     */
    public static long nextGeneration(long restored, long nowMillis) {
        return Math.max(restored + 1, nowMillis);
    }
}
