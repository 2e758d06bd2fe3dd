package io.matrixplatform.ingest.access.limits;

import static io.matrixplatform.ingest.access.limits.Edge.key;
import static io.matrixplatform.ingest.access.limits.Edge.limit;
import static io.matrixplatform.ingest.access.limits.Edge.rotated;
import static io.matrixplatform.model.access.limits.LimitKind.REQUESTS_PER_DAY;
import static io.matrixplatform.model.access.limits.LimitKind.REQUESTS_PER_MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A key and the one that takes its place are one to their limits. */
class RotatedKeyTest {
    private final Edge edge = new Edge().tier(limit(REQUESTS_PER_MINUTE, 1_000));

    @Test
    void hasOneBucketWithItsSuccessor() {
        edge.put("key/key_1", limit(REQUESTS_PER_DAY, 3)).put("key/key_2", limit(REQUESTS_PER_DAY, 3));

        edge.admit(key(1), 0, 0);
        edge.admit(rotated(2, 1), 0, 0);

        assertThat(edge.letThrough(rotated(2, 1))).isEqualTo(1);
        edge.refuse(key(1), 0, 0);
    }

    /** Two policies of the same numbers take turns; what has come back of a unit is not lost by that. */
    @Test
    void losesNothingWhenBothAreUsedInTurns() {
        edge.put("key/key_1", limit(REQUESTS_PER_MINUTE, 6)).put("key/key_2", limit(REQUESTS_PER_MINUTE, 6));
        assertThat(edge.letThrough(key(1))).isEqualTo(6);

        long letThrough = 0;
        for (int second = 0; second < 60; second++) {
            edge.pass(Duration.ofSeconds(1));
            letThrough += edge.letThrough(second % 2 == 0 ? key(1) : rotated(2, 1));
        }

        assertThat(letThrough).isEqualTo(6);
    }

    @Test
    void isAnotherThanAKeyThatTookNobodysPlace() {
        edge.put("key/key_1", limit(REQUESTS_PER_DAY, 3)).put("key/key_2", limit(REQUESTS_PER_DAY, 3));

        assertThat(edge.letThrough(key(1))).isEqualTo(3);
        assertThat(edge.letThrough(key(2))).isEqualTo(3);
    }
}
