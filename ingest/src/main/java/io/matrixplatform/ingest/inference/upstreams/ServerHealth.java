package io.matrixplatform.ingest.inference.upstreams;

import io.matrixplatform.model.inference.BaseUrl;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a server is to this edge; numbers since the edge started.
 *
 * @param failuresInARow since a call last went well
 * @param restsUntil it is left alone until then; null while it is called as usual
 * @param answered calls that it answered, or objected to as the caller's mistake
 * @param missingCredentials names that routes to it name and that stand for nothing here
 */
public record ServerHealth(
        BaseUrl url,
        int failuresInARow,
        @Nullable Instant restsUntil,
        long answered,
        Map<Fault, Long> faults,
        @Nullable Instant lastAnsweredAt,
        @Nullable Fault lastFault,
        @Nullable Instant lastFaultAt,
        List<String> missingCredentials) {
    public ServerHealth {
        faults = Map.copyOf(faults);
        missingCredentials = List.copyOf(missingCredentials);
    }
}
