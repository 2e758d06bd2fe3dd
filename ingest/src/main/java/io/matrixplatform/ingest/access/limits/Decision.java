package io.matrixplatform.ingest.access.limits;

import io.matrixplatform.model.access.limits.LimitInForce;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a call may begin. */
public sealed interface Decision {
    /** The limits that were looked at, the subscription's first, for the headers of the answer. */
    List<Reading> readings();

    /** It may; the permit must be settled. */
    record Admitted(Permit permit, List<Reading> readings) implements Decision {}

    /**
     * It may not, and nothing was used.
     *
     * @param excess null if the reason is no limit
     * @param retryAfter until it would be let through if nothing else came; zero if waiting is no help
     */
    record Refused(Reason reason, @Nullable Excess excess, Duration retryAfter, List<Reading> readings)
            implements Decision {}

    /**
     * The limit that would let the call through last.
     *
     * @param requested by the call
     * @param alsoExceeded the other limits that refuse it
     */
    record Excess(LimitInForce limit, long used, long requested, List<LimitInForce> alsoExceeded) {}

    /** Why a call may not begin. */
    enum Reason {
        /** Too much in a minute. */
        RATE,
        /** Too many under way. */
        CONCURRENCY,
        /** What there is for the hour or the day is used up. */
        QUOTA,
        /** More than the limit ever lets through at once. */
        TOO_LARGE,
        /** The tenant has no subscription in force. */
        NO_SUBSCRIPTION,
        /** The limits are not known, or one of them is not to be trusted any more. */
        UNAVAILABLE
    }
}
