package io.matrixplatform.ingest.access.limits.wire;

import io.matrixplatform.ingest.access.limits.Reading;
import io.matrixplatform.model.access.limits.Counted;
import io.matrixplatform.model.access.limits.LimitKind;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The headers that tell what is left, twice. In the form of the caller's dialect, of one limit of requests and one of each kind of
 * tokens, with the time until all is there; and as the IETF draft has them, {@code RateLimit} and its policy, of every limit, with
 * the seconds until there is more. Each is told by name, in the order in which they are best read; none where nothing was looked at.
 * Pure.
 */
public final class LimitHeaders {
    private static final Names REQUESTS = Names.openAi("requests");
    private static final Names TOKENS = Names.openAi("tokens");
    private static final Names ANTHROPIC_REQUESTS = Names.anthropic("requests");
    private static final Map<LimitKind, Names> ANTHROPIC_TOKENS = anthropicTokens();
    private static final CharSequence POLICY = HttpHeaders.createOptimized("RateLimit-Policy");
    private static final CharSequence STATE = HttpHeaders.createOptimized("RateLimit");

    /** Of one of the headers of the draft, in characters. */
    private static final int ROOM = 256;

    private LimitHeaders() {}

    /** Of the three headers about one limit; made once, in the form that is fastest to write. */
    private record Names(CharSequence limit, CharSequence remaining, CharSequence reset) {
        static Names openAi(String what) {
            return new Names(
                    HttpHeaders.createOptimized("x-ratelimit-limit-" + what),
                    HttpHeaders.createOptimized("x-ratelimit-remaining-" + what),
                    HttpHeaders.createOptimized("x-ratelimit-reset-" + what));
        }

        static Names anthropic(String what) {
            String begin = "anthropic-ratelimit-" + what;
            return new Names(
                    HttpHeaders.createOptimized(begin + "-limit"),
                    HttpHeaders.createOptimized(begin + "-remaining"),
                    HttpHeaders.createOptimized(begin + "-reset"));
        }

        void tell(Reading reading, String resetAt, BiConsumer<CharSequence, CharSequence> headers) {
            headers.accept(limit, Long.toString(reading.limit().limit().amount()));
            headers.accept(remaining, Long.toString(reading.remaining()));
            headers.accept(reset, resetAt);
        }
    }

    private static Map<LimitKind, Names> anthropicTokens() {
        Map<LimitKind, Names> names = new LinkedHashMap<>();
        names.put(LimitKind.TOKENS_PER_MINUTE, Names.anthropic("tokens"));
        names.put(LimitKind.INPUT_TOKENS_PER_MINUTE, Names.anthropic("input-tokens"));
        names.put(LimitKind.OUTPUT_TOKENS_PER_MINUTE, Names.anthropic("output-tokens"));
        return names;
    }

    /** {@code x-ratelimit-…-requests} and {@code -tokens}. */
    public static void openAi(List<Reading> readings, BiConsumer<CharSequence, CharSequence> headers) {
        Reading requests = requests(readings);
        if (requests != null) {
            REQUESTS.tell(requests, GoDuration.of(requests.untilFull()), headers);
        }
        Reading tokens = tightest(readings, LimitKind.TOKENS_PER_MINUTE);
        if (tokens != null) {
            TOKENS.tell(tokens, GoDuration.of(tokens.untilFull()), headers);
        }
        tellPolicies(readings, headers);
    }

    /**
     * {@code anthropic-ratelimit-requests-…}, {@code -tokens-…}, {@code -input-tokens-…} and {@code -output-tokens-…}, with the
     * full second at which all of it is there.
     */
    public static void anthropic(List<Reading> readings, Instant now, BiConsumer<CharSequence, CharSequence> headers) {
        Reading requests = requests(readings);
        if (requests != null) {
            ANTHROPIC_REQUESTS.tell(requests, fullAt(requests, now), headers);
        }
        ANTHROPIC_TOKENS.forEach((kind, names) -> {
            Reading tokens = tightest(readings, kind);
            if (tokens != null) {
                names.tell(tokens, fullAt(tokens, now), headers);
            }
        });
        tellPolicies(readings, headers);
    }

    private static void tellPolicies(List<Reading> readings, BiConsumer<CharSequence, CharSequence> headers) {
        if (readings.isEmpty()) {
            return;
        }
        StringBuilder policies = new StringBuilder(ROOM);
        StringBuilder states = new StringBuilder(ROOM);
        for (Reading reading : readings) {
            addPolicy(policies.isEmpty() ? policies : policies.append(", "), reading);
            addState(states.isEmpty() ? states : states.append(", "), reading);
        }
        headers.accept(POLICY, policies.toString());
        headers.accept(STATE, states.toString());
    }

    private static @Nullable Reading requests(List<Reading> readings) {
        Reading perMinute = tightest(readings, LimitKind.REQUESTS_PER_MINUTE);
        if (perMinute != null) {
            return perMinute;
        }
        Reading perHour = tightest(readings, LimitKind.REQUESTS_PER_HOUR);
        return perHour != null ? perHour : tightest(readings, LimitKind.REQUESTS_PER_DAY);
    }

    /** The one with the least left, be it the subscription's or the key's; null if there is none of that kind. */
    private static @Nullable Reading tightest(List<Reading> readings, LimitKind kind) {
        Reading tightest = null;
        for (Reading reading : readings) {
            if (reading.limit().limit().kind() == kind && (tightest == null || isTighter(reading, tightest))) {
                tightest = reading;
            }
        }
        return tightest;
    }

    private static boolean isTighter(Reading one, Reading other) {
        return one.remaining() == other.remaining()
                ? one.limit().limit().amount() < other.limit().limit().amount()
                : one.remaining() < other.remaining();
    }

    private static String fullAt(Reading reading, Instant now) {
        return Instant.ofEpochSecond(Waits.seconds(Duration.between(Instant.EPOCH, now.plus(reading.untilFull()))))
                .toString();
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
