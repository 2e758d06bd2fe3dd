package io.matrixplatform.ingest.inference.calls;

import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.ingest.access.limits.Limiter;
import io.matrixplatform.ingest.inference.InferenceConfig;
import io.matrixplatform.ingest.inference.requests.CallBodyReader;
import io.matrixplatform.ingest.inference.requests.Operation;
import io.matrixplatform.ingest.inference.routes.RouteTable;
import io.matrixplatform.ingest.inference.spool.FactJournal;
import io.matrixplatform.ingest.inference.spool.FactSpool;
import io.matrixplatform.ingest.inference.traces.CallTraces;
import io.matrixplatform.ingest.inference.upstreams.Credentials;
import io.matrixplatform.ingest.inference.upstreams.Servers;
import io.matrixplatform.ingest.inference.upstreams.UpstreamClient;
import io.matrixplatform.ingest.metering.FactPublisher;
import io.matrixplatform.ingest.metering.ServedCalls;
import io.matrixplatform.ingest.platform.InFlight;
import io.matrixplatform.ingest.platform.Route;
import io.matrixplatform.ingest.platform.Timeouts;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Makes the routes of calls: what all event loops share, and what each has of its own. */
public record CallRoutes(
        InferenceConfig config,
        CallDoor door,
        RouteTable routes,
        Credentials credentials,
        Limiter limiter,
        Servers servers,
        InFlight inFlight,
        FactPublisher publisher,
        FactJournal journal,
        FactSpool spool,
        CallTraces traces,
        CallMetrics metrics,
        InstantSource clock) {
    /** Those of one event loop. Asks the registry for schema ids: not to be called on an event loop. */
    public List<Route> of(Vertx vertx, SchemaRegistry registry) {
        Timeouts timeouts = new Timeouts(vertx);
        CallFacts facts = new CallFacts(
                vertx, timeouts, new ServedCalls(registry), publisher, journal, spool, metrics, config.source(), clock);
        UpstreamClient client = new UpstreamClient(vertx, config.reach(), credentials, config.connectionsMax());
        CallParts parts = new CallParts(timeouts, config, client, servers, inFlight, traces, metrics);
        CallLimits limits = new CallLimits(limiter, clock);
        List<Route> all = new ArrayList<>(ModelsRoute.of(door, routes, limits));
        CallBodyReader reader = new CallBodyReader();
        for (Operation operation : Operation.values()) {
            all.add(new CallRoute(operation, door, routes, reader, facts, limits, parts));
        }
        return all;
    }
}
