package io.matrixplatform.ingest.access;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;

/**
 * What the edge does while the control plane is silent and revocations may be missing.
 *
 * @param after the age at which the table counts as stale
 */
public record StaleKeys(Duration after, Then then) {
    /** Usage lost, or a revoked key served for a while: the operator chooses. */
    public enum Then {
        /** Goes on with the keys it knows; the age is exported as a metric. */
        @JsonProperty("serve")
        SERVE,
        /** Answers 503 until the table is fed again. */
        @JsonProperty("fail")
        FAIL
    }

    public StaleKeys {
        requireNonNull(after, "after");
        requireNonNull(then, "then");
        if (after.compareTo(Duration.ofSeconds(5)) < 0) {
            throw new IllegalArgumentException(
                    "after (" + after + ") must be at least PT5S: heartbeats come once a second, and may be delayed");
        }
    }

    boolean refuses(Duration age) {
        return then == Then.FAIL && isStale(age);
    }

    /** Whether there may be keys that the table does not have. */
    boolean isStale(Duration age) {
        return age.compareTo(after) > 0;
    }
}
