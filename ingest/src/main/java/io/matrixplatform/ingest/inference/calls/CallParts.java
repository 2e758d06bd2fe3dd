package io.matrixplatform.ingest.inference.calls;

import io.matrixplatform.ingest.inference.InferenceConfig;
import io.matrixplatform.ingest.inference.traces.CallTraces;
import io.matrixplatform.ingest.inference.upstreams.Servers;
import io.matrixplatform.ingest.inference.upstreams.UpstreamClient;
import io.matrixplatform.ingest.platform.InFlight;
import io.matrixplatform.ingest.platform.Timeouts;

/** What the calls of one event loop share. */
record CallParts(
        Timeouts timeouts,
        InferenceConfig config,
        UpstreamClient client,
        Servers servers,
        InFlight inFlight,
        CallTraces traces,
        CallMetrics metrics) {}
