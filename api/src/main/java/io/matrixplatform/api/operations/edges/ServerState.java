package io.matrixplatform.api.operations.edges;

import io.matrixplatform.events.operations.ServerHealth;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a server is to an edge, as the edge said; numbers since it started.
 *
 * @param failuresInARow since a call to it last went well
 * @param restsUntil it is left alone until then; null unless it is
 * @param answered calls that it answered, or objected to as the caller's mistake
 * @param faults attempts that failed, by how: unreached, busy, late, broken
 * @param missingCredentials names that routes to it name, and that stand for nothing at the edge
 */
public record ServerState(
        int failuresInARow,
        @Nullable Instant restsUntil,
        long answered,
        Map<String, Long> faults,
        @Nullable Instant lastAnsweredAt,
        @Nullable String lastFault,
        @Nullable Instant lastFaultAt,
        List<String> missingCredentials) {
    static ServerState of(ServerHealth said) {
        return new ServerState(
                said.getFailuresInARow(),
                said.getRestsUntil(),
                said.getAnswered(),
                new TreeMap<>(said.getFaults()),
                said.getLastAnsweredAt(),
                said.getLastFault(),
                said.getLastFaultAt(),
                List.copyOf(said.getMissingCredentials()));
    }
}
