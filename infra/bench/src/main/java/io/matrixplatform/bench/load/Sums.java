package io.matrixplatform.bench.load;

/** What some calls come to. */
public record Sums(long calls, long inputTokens, long outputTokens) {
    public static final Sums NONE = new Sums(0, 0, 0);

    public Sums plus(Sums more) {
        return new Sums(calls + more.calls, inputTokens + more.inputTokens, outputTokens + more.outputTokens);
    }
}
