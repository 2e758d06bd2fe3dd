package io.matrixplatform.ingest.inference.answers;

import java.util.Optional;

/** Puts together what the parts of one answer tell of its tokens. Belongs to one call. */
final class UsageTally {
    private Counts told = Counts.NONE;
    private boolean isWhole;

    /** @param isAll whether they are of the answer as it is then, and not only of its beginning */
    void add(Counts counts, boolean isAll) {
        told = told.then(counts);
        isWhole |= isAll;
    }

    /** Empty while the answer has not told all that it comes to. */
    Optional<TokenUsage> whole() {
        return isWhole && told.tellsInput()
                ? Optional.of(usage(told.prompt(), Math.max(0, told.output()), false))
                : Optional.empty();
    }

    /** An estimate, but for what was told of the beginning. */
    TokenUsage fill(TokenUsage estimate) {
        long input = told.tellsInput() ? told.prompt() : estimate.input();
        return usage(input, Math.max(told.output(), estimate.output()), true);
    }

    private TokenUsage usage(long input, long output, boolean isEstimated) {
        return new TokenUsage(
                input,
                output,
                Math.min(input, Math.max(0, told.cacheReads())),
                Math.min(output, Math.max(0, told.reasoning())),
                isEstimated);
    }
}
