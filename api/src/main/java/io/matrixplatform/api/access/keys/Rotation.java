package io.matrixplatform.api.access.keys;

import io.matrixplatform.api.platform.problems.InvalidFields;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a key is to be replaced.
 *
 * @param overlap how long both keys are taken; null for a day, zero for not at all
 */
record Rotation(@Nullable Duration overlap) {
    private static final Duration DEFAULT = Duration.ofHours(24);
    private static final Duration LONGEST = Duration.ofDays(30);

    /** @throws io.matrixplatform.api.platform.problems.ProblemException {@code INVALID_FIELD} */
    Duration overlapOrDefault() {
        Duration wanted = overlap == null ? DEFAULT : overlap;
        new InvalidFields()
                .body(!wanted.isNegative() && wanted.compareTo(LONGEST) <= 0, "/overlap", "from PT0S to P30D")
                .refuse();
        return wanted;
    }
}
