package io.matrixplatform.ingest.metering;

import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.ingest.access.Callers;
import io.matrixplatform.ingest.access.Clients;
import io.matrixplatform.ingest.access.Refusals;
import io.matrixplatform.ingest.metering.otlp.MetricsReader;
import io.matrixplatform.ingest.metering.otlp.MetricsRoute;
import io.matrixplatform.ingest.platform.InFlight;
import io.matrixplatform.ingest.platform.Metrics;
import io.matrixplatform.ingest.platform.Route;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;

/** Wires the intake of facts: what all event loops share, and what each has of its own. */
public final class MeteringModule {
    final Clients clients;
    final Callers callers;
    final Refusals refusals;
    final FactPublisher publisher;
    final InFlight inFlight;
    final EventBounds bounds;
    final InstantSource clock;
    private final IntakeMetrics metrics;
    private final SchemaRegistry registry;

    public MeteringModule(
            Clients clients,
            Callers callers,
            Refusals refusals,
            FactPublisher publisher,
            SchemaRegistry registry,
            InFlight inFlight,
            Metrics metrics,
            EventBounds bounds,
            InstantSource clock) {
        this.clients = clients;
        this.callers = callers;
        this.refusals = refusals;
        this.publisher = publisher;
        this.registry = registry;
        this.inFlight = inFlight;
        this.metrics = new IntakeMetrics(metrics.registry());
        this.bounds = bounds;
        this.clock = clock;
    }

    /** The routes for one event loop. Asks the registry for schema ids: not to be called on an event loop. */
    public List<Route> routes(Vertx vertx) {
        FactIntake intake = new FactIntake(vertx, this);
        MetricsReader samples = new MetricsReader(new SampleFacts(registry), bounds);
        return List.of(
                new IntakeRoute(intake, new IntakeReader(registry, bounds), metrics),
                new MetricsRoute(intake, samples, metrics));
    }
}
