package io.matrixplatform.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How one request is answered. A request asks for what is not usual in headers ({@code x-sandbox-delay-ms}) or in the member
 * {@code sandbox} of its body ({@code {"delay_ms": 50}}), which goes through a gateway; a header wins.
 *
 * @param status answered instead of 200 if it is not 200
 * @param delayMs before the first byte
 * @param chunkDelayMs before each further event of a stream
 * @param cutAfter so many events of a stream, after which the connection is closed; of a plain answer any number means half of
 *     it. Negative for never
 * @param tokens of each answer, unless the request allows fewer
 * @param cachedTokens of the prompt, as {@code usage} tells
 * @param cacheWriteTokens of the rest of the prompt, as the usage of messages tells
 * @param reasoningTokens that {@code usage} adds to those of the answer
 * @param usage whether it is told at all
 */
record Behaviour(
        int status,
        int delayMs,
        int chunkDelayMs,
        int cutAfter,
        int tokens,
        int cachedTokens,
        int cacheWriteTokens,
        int reasoningTokens,
        boolean usage) {
    static final Behaviour PROMPT = new Behaviour(200, 0, 0, -1, 24, 0, 0, 0, true);

    private static final int LONGEST_DELAY_MS = 120_000;
    private static final int MOST_TOKENS = 20_000;

    Behaviour withTokens(int wanted) {
        return new Behaviour(
                status,
                delayMs,
                chunkDelayMs,
                cutAfter,
                wanted,
                cachedTokens,
                cacheWriteTokens,
                reasoningTokens,
                usage);
    }

    Behaviour withDelays(int beforeFirst, int betweenChunks) {
        return new Behaviour(
                status,
                beforeFirst,
                betweenChunks,
                cutAfter,
                tokens,
                cachedTokens,
                cacheWriteTokens,
                reasoningTokens,
                usage);
    }

    /**
     * @param header the value of a header, or null
     * @param body of the request
     */
    Behaviour asked(UnaryOperator<@Nullable String> header, JsonNode body) {
        Wishes wishes = new Wishes(header, body.path("sandbox"));
        return new Behaviour(
                wishes.number("status", status, 200, 599),
                wishes.number("delay_ms", delayMs, 0, LONGEST_DELAY_MS),
                wishes.number("chunk_delay_ms", chunkDelayMs, 0, LONGEST_DELAY_MS),
                wishes.number("cut_after", cutAfter, -1, Integer.MAX_VALUE),
                wishes.number("tokens", tokens, 0, MOST_TOKENS),
                wishes.number("cached_tokens", cachedTokens, 0, MOST_TOKENS),
                wishes.number("cache_write_tokens", cacheWriteTokens, 0, MOST_TOKENS),
                wishes.number("reasoning_tokens", reasoningTokens, 0, MOST_TOKENS),
                wishes.number("usage", usage ? 1 : 0, 0, 1) == 1);
    }

    private record Wishes(UnaryOperator<@Nullable String> header, JsonNode member) {
        int number(String name, int usual, int least, int most) {
            String said = header.apply("x-sandbox-" + name.replace('_', '-'));
            JsonNode inBody = member.path(name);
            String text = said == null && !inBody.isMissingNode() ? inBody.asText() : said;
            if (text == null) {
                return usual;
            }
            try {
                int number = Integer.parseInt(text);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException none) {
                // Said below, as for a number out of range.
            }
            throw SandboxException.invalid(
                    "sandbox." + name,
                    String.format(Locale.ROOT, "%s is a whole number from %d to %d", name, least, most));
        }
    }
}
