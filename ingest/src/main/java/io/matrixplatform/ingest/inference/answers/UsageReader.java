package io.matrixplatform.ingest.inference.answers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;

/** Reads the {@code usage} of an answer, as OpenAI's API words it. */
final class UsageReader {
    /** More than any model reads or writes in one call. */
    static final long TOKENS_MAX = 10_000_000;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(16).build())
            .build());

    private UsageReader() {}

    /** Empty unless it tells how much was read, and nothing in it is more than there can be. */
    static Optional<TokenUsage> read(byte[] json, int length) {
        JsonNode usage;
        try {
            usage = JSON.readTree(json, 0, length);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
        long input = number(usage, "prompt_tokens", "input_tokens");
        long output = number(usage, "completion_tokens", "output_tokens");
        boolean tellsOutput = usage.hasNonNull("completion_tokens") || usage.hasNonNull("output_tokens");
        if (input < 0 || (output < 0 && tellsOutput)) {
            return Optional.empty();
        }
        long generated = Math.max(0, output); // of embeddings there is none
        return Optional.of(new TokenUsage(
                input,
                generated,
                part(input, usage, "prompt_tokens_details", "input_tokens_details", "cached_tokens"),
                part(generated, usage, "completion_tokens_details", "output_tokens_details", "reasoning_tokens"),
                false));
    }

    private static long part(long whole, JsonNode usage, String details, String otherDetails, String name) {
        JsonNode in = usage.hasNonNull(details) ? usage.path(details) : usage.path(otherDetails);
        return Math.min(whole, Math.max(0, number(in, name, name)));
    }

    /** −1 if it is not there, or is no number that there can be. */
    private static long number(JsonNode in, String name, String otherName) {
        JsonNode value = in.hasNonNull(name) ? in.path(name) : in.path(otherName);
        boolean isWhole = value.isIntegralNumber() && value.canConvertToLong();
        return isWhole && value.asLong() >= 0 && value.asLong() <= TOKENS_MAX ? value.asLong() : -1;
    }
}
