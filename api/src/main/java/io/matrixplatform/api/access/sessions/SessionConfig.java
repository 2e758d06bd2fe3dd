package io.matrixplatform.api.access.sessions;

import java.time.Duration;

/**
 * How long a session lasts.
 *
 * @param idle without a request
 * @param lifetime with requests
 * @param impersonation of a tenant by an operator
 */
public record SessionConfig(Duration idle, Duration lifetime, Duration impersonation) {
    public SessionConfig {
        if (idle.compareTo(Duration.ofMinutes(2)) < 0) {
            throw new IllegalArgumentException(
                    "idle (" + idle + ") must be at least 2 minutes: use is noted by the minute");
        }
        if (lifetime.compareTo(idle) < 0) {
            throw new IllegalArgumentException("lifetime (" + lifetime + ") must cover idle (" + idle + ")");
        }
        if (impersonation.isNegative() || impersonation.isZero()) {
            throw new IllegalArgumentException("impersonation must be longer than nothing, not " + impersonation);
        }
    }
}
