package io.matrixplatform.ingest.inference.answers;

/**
 * Tokens of one call.
 *
 * @param input all of the prompt's, cached ones included
 * @param output all that were generated, reasoning included
 * @param cachedInput the part of {@code input} that came from a cache
 * @param reasoningOutput the part of {@code output} spent on reasoning
 * @param isEstimated whether we counted, and not the provider
 */
public record TokenUsage(long input, long output, long cachedInput, long reasoningOutput, boolean isEstimated) {
    /** Of a call that nothing is paid for. */
    public static final TokenUsage NONE = new TokenUsage(0, 0, 0, 0, false);

    public TokenUsage {
        if (input < 0 || output < 0 || cachedInput < 0 || reasoningOutput < 0) {
            throw new IllegalArgumentException("tokens are counted from 0");
        }
        if (cachedInput > input || reasoningOutput > output) {
            throw new IllegalArgumentException("a part is no more than the whole");
        }
    }

    public static TokenUsage estimated(long input, long output) {
        return new TokenUsage(input, output, 0, 0, true);
    }
}
