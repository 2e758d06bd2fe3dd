package io.matrixplatform.ingest.inference.answers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the {@code usage} of an answer, or of an event of a stream. */
final class UsageReader {
    /** More than any model reads or writes in one call. */
    static final long TOKENS_MAX = 10_000_000;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(16).build())
            .build());

    private UsageReader() {}

    /** As OpenAI's API words it. Empty unless it tells how much was read, and nothing in it is more than there can be. */
    static Optional<Counts> openAi(byte[] json, int length) {
        JsonNode usage = parse(json, length);
        long input = number(usage, "prompt_tokens", "input_tokens");
        long output = number(usage, "completion_tokens", "output_tokens");
        boolean tellsOutput = usage.hasNonNull("completion_tokens") || usage.hasNonNull("output_tokens");
        if (input < 0 || (output < 0 && tellsOutput)) {
            return Optional.empty();
        }
        long cached = Math.min(
                input, Math.max(0, part(usage, "prompt_tokens_details", "input_tokens_details", "cached_tokens")));
        return Optional.of(new Counts(
                input - cached,
                Counts.UNTOLD,
                cached,
                output,
                part(usage, "completion_tokens_details", "output_tokens_details", "reasoning_tokens")));
    }

    /**
     * As Anthropic's API words it, which tells the input at the beginning of a stream and the output at its end. Empty if
     * something in it is more than there can be.
     */
    static Optional<Counts> anthropic(byte[] json, int length) {
        JsonNode usage = parse(json, length);
        Counts told = new Counts(
                number(usage, "input_tokens"),
                number(usage, "cache_creation_input_tokens"),
                number(usage, "cache_read_input_tokens"),
                number(usage, "output_tokens"),
                number(usage.path("output_tokens_details"), "thinking_tokens"));
        boolean isBelievable = Stream.of(
                        "input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens", "output_tokens")
                .allMatch(name -> !usage.hasNonNull(name) || number(usage, name) != Counts.UNTOLD);
        return isBelievable && told.prompt() <= TOKENS_MAX ? Optional.of(told) : Optional.empty();
    }

    private static JsonNode parse(byte[] json, int length) {
        try {
            return JSON.readTree(json, 0, length);
        } catch (IOException unreadable) {
            return MissingNode.getInstance();
        }
    }

    private static long part(JsonNode usage, String details, String otherDetails, String name) {
        return number(usage.hasNonNull(details) ? usage.path(details) : usage.path(otherDetails), name);
    }

    private static long number(JsonNode in, String name, String otherName) {
        return number(in, in.hasNonNull(name) ? name : otherName);
    }

    /** {@link Counts#UNTOLD} if it is not there, or is no number that there can be. */
    private static long number(JsonNode in, String name) {
        JsonNode value = in.path(name);
        boolean isWhole = value.isIntegralNumber() && value.canConvertToLong();
        return isWhole && value.asLong() >= 0 && value.asLong() <= TOKENS_MAX ? value.asLong() : Counts.UNTOLD;
    }
}
