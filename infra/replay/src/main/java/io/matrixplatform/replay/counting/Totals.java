package io.matrixplatform.replay.counting;

/** How much some calls come to. Sums that overflow fail. */
public record Totals(long calls, long inputTokens, long outputTokens) {
    public static final Totals ZERO = new Totals(0, 0, 0);

    public static Totals ofCall(long inputTokens, long outputTokens) {
        return new Totals(1, inputTokens, outputTokens);
    }

    public Totals plus(Totals other) {
        return new Totals(
                Math.addExact(calls, other.calls),
                Math.addExact(inputTokens, other.inputTokens),
                Math.addExact(outputTokens, other.outputTokens));
    }

    public Totals minus(Totals other) {
        return new Totals(
                Math.subtractExact(calls, other.calls),
                Math.subtractExact(inputTokens, other.inputTokens),
                Math.subtractExact(outputTokens, other.outputTokens));
    }
}
