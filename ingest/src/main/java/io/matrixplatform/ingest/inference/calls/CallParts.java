package io.matrixplatform.ingest.inference.calls;

import io.matrixplatform.ingest.inference.InferenceConfig;
import io.matrixplatform.ingest.inference.traces.CallTraces;
import io.matrixplatform.ingest.inference.upstreams.Servers;
import io.matrixplatform.ingest.inference.upstreams.UpstreamClient;
import io.matrixplatform.ingest.platform.InFlight;
import io.matrixplatform.ingest.platform.Timeouts;
import java.util.Map;

/** What the calls of one event loop share. */
record CallParts(
        Timeouts timeouts,
        InferenceConfig config,
        UpstreamClient client,
        Servers servers,
        InFlight inFlight,
        CallTraces traces,
        CallMetrics metrics) {
    /** Headers of every answer to a call: with {@code x-request-id}, which is its event's id, they name its fact. */
    Map<String, String> namesOfFact() {
        return Map.of("x-fact-source", config.source());
    }
}
