package io.matrixplatform.ingest.inference.calls;

import io.matrixplatform.ingest.inference.InferenceConfig;
import io.matrixplatform.ingest.inference.upstreams.Servers;
import io.matrixplatform.ingest.inference.upstreams.UpstreamClient;
import io.matrixplatform.ingest.platform.InFlight;
import io.vertx.core.Vertx;

/** What the calls of one event loop share. */
record CallParts(
        Vertx vertx,
        InferenceConfig config,
        UpstreamClient client,
        Servers servers,
        InFlight inFlight,
        CallMetrics metrics) {}
