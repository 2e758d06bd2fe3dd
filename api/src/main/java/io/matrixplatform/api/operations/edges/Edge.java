package io.matrixplatform.api.operations.edges;

import java.time.Duration;
import java.time.Instant;

/**
 * An edge, as it was last heard of.
 *
 * @param edge its name, as in the source of its facts
 * @param startedAt when its process began
 */
public record Edge(String edge, Instant startedAt, Instant heardAt) {
    /** They speak once a second. */
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(10);

    boolean isHeardAt(Instant now) {
        return !heardAt.plus(HEARD_WITHIN).isBefore(now);
    }

    /** Of two words about one edge that of the later process, or else the later one. */
    static Edge later(Edge one, Edge other) {
        int order = one.startedAt.compareTo(other.startedAt);
        return order > 0 || (order == 0 && one.heardAt.isAfter(other.heardAt)) ? one : other;
    }
}
