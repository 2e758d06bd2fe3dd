package io.matrixplatform.ingest.access.limits.wire;

import io.matrixplatform.ingest.access.limits.Decision.Excess;
import io.matrixplatform.ingest.access.limits.Decision.Reason;
import io.matrixplatform.ingest.access.limits.Decision.Refused;
import io.matrixplatform.model.access.limits.LimitInForce;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a call that limits refuse, ready to be sent. Pure.
 *
 * @param headers when to come back, or that it is no use
 * @param violatedPolicies the limits that refuse it, the one that would let it through last first
 * @param type of the OpenAI error
 * @param code of the OpenAI error
 * @param message names the limit, whose it is, what was used and what was asked for
 */
public record RefusedAnswer(
        Reason reason,
        Map<String, String> headers,
        List<String> violatedPolicies,
        String type,
        String code,
        String message) {
    private static final String NO_USE_TO_RETRY = "x-should-retry";

    /** @param chance from 0 to 1: where between the shortest wait and one a tenth longer */
    public static RefusedAnswer of(Refused refused, double chance) {
        Duration wait = Waits.spread(refused.retryAfter(), chance);
        Excess excess = refused.excess();
        return new RefusedAnswer(
                refused.reason(),
                headers(wait),
                excess == null ? List.of() : violated(excess),
                type(refused.reason(), excess),
                code(refused.reason()),
                message(refused.reason(), excess, wait));
    }

    private static Map<String, String> headers(Duration wait) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (!wait.isZero()) {
            headers.put("Retry-After", Long.toString(Waits.seconds(wait)));
            headers.put("retry-after-ms", Long.toString(Waits.millis(wait)));
        }
        if (wait.isZero() || wait.compareTo(Waits.WORTH_WAITING) > 0) {
            headers.put(NO_USE_TO_RETRY, "false");
        }
        return headers;
    }

    private static List<String> violated(Excess excess) {
        List<String> names = new ArrayList<>();
        names.add(excess.limit().name());
        excess.alsoExceeded().forEach(limit -> names.add(limit.name()));
        return names;
    }

    private static String type(Reason reason, @Nullable Excess excess) {
        return switch (reason) {
            case RATE ->
                excess != null && excess.limit().limit().kind().counted().isTokens() ? "tokens" : "requests";
            case CONCURRENCY -> "requests";
            case QUOTA, NO_SUBSCRIPTION -> "insufficient_quota";
            case TOO_LARGE -> "invalid_request_error";
            case UNAVAILABLE -> "server_error";
        };
    }

    private static String code(Reason reason) {
        return switch (reason) {
            case RATE -> "rate_limit_exceeded";
            case CONCURRENCY -> "concurrency_limit_exceeded";
            case QUOTA, NO_SUBSCRIPTION -> "insufficient_quota";
            case TOO_LARGE -> "request_exceeds_limit";
            case UNAVAILABLE -> "quota_unavailable";
        };
    }

    private static String message(Reason reason, @Nullable Excess excess, Duration wait) {
        if (excess == null) {
            return reason == Reason.NO_SUBSCRIPTION
                    ? "You have no subscription in force."
                    : "Limits cannot be checked at the moment. Try again in " + GoDuration.of(wait) + ".";
        }
        String numbers = "limit " + excess.limit().limit().amount() + ", used " + excess.used() + ", requested "
                + excess.requested() + ".";
        String what = what(excess.limit());
        return switch (reason) {
            case TOO_LARGE ->
                "Request larger than what " + what + " ever let through at once: " + burst(excess.limit()) + numbers;
            case CONCURRENCY -> "Limit reached for " + what + ": " + numbers + " Try again when one has ended.";
            case QUOTA -> "Quota used up for " + what + ": " + numbers + " It is back in " + GoDuration.of(wait) + ".";
            default -> "Rate limit reached for " + what + ": " + numbers + " Try again in " + GoDuration.of(wait) + ".";
        };
    }

    private static String burst(LimitInForce limit) {
        long burst = limit.limit().burst();
        return burst == limit.limit().amount() ? "" : "burst " + burst + ", ";
    }

    private static String what(LimitInForce limit) {
        String whose = switch (limit.source()) {
            case TIER -> "your subscription, by its plan";
            case SUBSCRIPTION -> "your subscription";
            case KEY -> "this API key";
        };
        return limit.limit().kind().toString().replace('_', ' ') + " of " + whose;
    }
}
