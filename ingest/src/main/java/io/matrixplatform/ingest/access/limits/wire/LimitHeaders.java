package io.matrixplatform.ingest.access.limits.wire;

import io.matrixplatform.ingest.access.limits.Reading;
import io.matrixplatform.model.access.limits.Counted;
import io.matrixplatform.model.access.limits.LimitKind;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The headers that tell what is left, twice. In the form of the caller's dialect, of one limit of requests and one of each kind of
 * tokens, with the time until all is there; and as the IETF draft has them, {@code RateLimit} and its policy, of every limit, with
 * the seconds until there is more. Pure.
 */
public final class LimitHeaders {
    private static final Map<String, LimitKind> ANTHROPIC_TOKENS = anthropicTokens();

    /** Of one of the headers of the draft, in characters. */
    private static final int ROOM = 256;

    private LimitHeaders() {}

    private static Map<String, LimitKind> anthropicTokens() {
        Map<String, LimitKind> kinds = new LinkedHashMap<>();
        kinds.put("tokens", LimitKind.TOKENS_PER_MINUTE);
        kinds.put("input-tokens", LimitKind.INPUT_TOKENS_PER_MINUTE);
        kinds.put("output-tokens", LimitKind.OUTPUT_TOKENS_PER_MINUTE);
        return kinds;
    }

    /**
     * {@code x-ratelimit-…-requests} and {@code -tokens}.
     *
     * @return by name, in the order in which they are best read; none where nothing was looked at
     */
    public static Map<String, String> openAi(List<Reading> readings) {
        Map<String, String> headers = new LinkedHashMap<>();
        requests(readings).ifPresent(reading -> put(headers, "requests", reading));
        told(readings, LimitKind.TOKENS_PER_MINUTE).ifPresent(reading -> put(headers, "tokens", reading));
        putPolicies(headers, readings);
        return headers;
    }

    /**
     * {@code anthropic-ratelimit-requests-…}, {@code -tokens-…}, {@code -input-tokens-…} and {@code -output-tokens-…}.
     *
     * @return as {@link #openAi}
     */
    public static Map<String, String> anthropic(List<Reading> readings, Instant now) {
        Map<String, String> headers = new LinkedHashMap<>();
        requests(readings).ifPresent(reading -> put(headers, "requests", reading, now));
        ANTHROPIC_TOKENS.forEach(
                (name, kind) -> told(readings, kind).ifPresent(reading -> put(headers, name, reading, now)));
        putPolicies(headers, readings);
        return headers;
    }

    private static void putPolicies(Map<String, String> headers, List<Reading> readings) {
        if (readings.isEmpty()) {
            return;
        }
        StringBuilder policies = new StringBuilder(ROOM);
        StringBuilder states = new StringBuilder(ROOM);
        for (Reading reading : readings) {
            addPolicy(policies.isEmpty() ? policies : policies.append(", "), reading);
            addState(states.isEmpty() ? states : states.append(", "), reading);
        }
        headers.put("RateLimit-Policy", policies.toString());
        headers.put("RateLimit", states.toString());
    }

    private static Optional<Reading> requests(List<Reading> readings) {
        return told(readings, LimitKind.REQUESTS_PER_MINUTE, LimitKind.REQUESTS_PER_HOUR, LimitKind.REQUESTS_PER_DAY);
    }

    /** Of the first kind that there is a limit of: the one with the least left, be it the subscription's or the key's. */
    private static Optional<Reading> told(List<Reading> readings, LimitKind... kinds) {
        for (LimitKind kind : kinds) {
            Reading tightest = null;
            for (Reading reading : readings) {
                if (reading.limit().limit().kind() == kind && (tightest == null || isTighter(reading, tightest))) {
                    tightest = reading;
                }
            }
            if (tightest != null) {
                return Optional.of(tightest);
            }
        }
        return Optional.empty();
    }

    private static boolean isTighter(Reading one, Reading other) {
        return one.remaining() == other.remaining()
                ? one.limit().limit().amount() < other.limit().limit().amount()
                : one.remaining() < other.remaining();
    }

    private static void put(Map<String, String> headers, String what, Reading reading) {
        headers.put(
                "x-ratelimit-limit-" + what,
                Long.toString(reading.limit().limit().amount()));
        headers.put("x-ratelimit-remaining-" + what, Long.toString(reading.remaining()));
        headers.put("x-ratelimit-reset-" + what, GoDuration.of(reading.untilFull()));
    }

    /** The time is a moment, at a full second, when all of it is there. */
    private static void put(Map<String, String> headers, String what, Reading reading, Instant now) {
        String name = "anthropic-ratelimit-" + what;
        headers.put(name + "-limit", Long.toString(reading.limit().limit().amount()));
        headers.put(name + "-remaining", Long.toString(reading.remaining()));
        headers.put(
                name + "-reset",
                Instant.ofEpochSecond(Waits.seconds(Duration.between(Instant.EPOCH, now.plus(reading.untilFull()))))
                        .toString());
    }

    private static void addPolicy(StringBuilder to, Reading reading) {
        LimitKind kind = reading.limit().limit().kind();
        addName(to, reading).append(";q=").append(reading.limit().limit().amount());
        if (kind.counted().isTokens()) {
            to.append(";qu=\"tokens\"");
        } else if (kind.counted() == Counted.OPEN_REQUESTS) {
            to.append(";qu=\"concurrent-requests\"");
        }
        if (!kind.window().isZero()) {
            to.append(";w=").append(kind.window().toSeconds());
        }
    }

    private static void addState(StringBuilder to, Reading reading) {
        addName(to, reading).append(";r=").append(reading.remaining());
        long seconds = Waits.seconds(reading.untilMore());
        if (seconds != 0) {
            to.append(";t=").append(seconds);
        }
    }

    private static StringBuilder addName(StringBuilder to, Reading reading) {
        return to.append('"').append(reading.limit().name()).append('"');
    }
}
