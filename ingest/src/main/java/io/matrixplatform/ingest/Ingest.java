package io.matrixplatform.ingest;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.ingest.access.Callers;
import io.matrixplatform.ingest.access.Clients;
import io.matrixplatform.ingest.access.KeyTable;
import io.matrixplatform.ingest.access.Refusals;
import io.matrixplatform.ingest.access.StateStreams;
import io.matrixplatform.ingest.access.WrongKeys;
import io.matrixplatform.ingest.access.limits.LimitsModule;
import io.matrixplatform.ingest.inference.InferenceModule;
import io.matrixplatform.ingest.inference.traces.CallTraces;
import io.matrixplatform.ingest.inference.traces.TracedFacts;
import io.matrixplatform.ingest.metering.KafkaFactPublisher;
import io.matrixplatform.ingest.metering.MeteringModule;
import io.matrixplatform.ingest.operations.EdgeReporter;
import io.matrixplatform.ingest.operations.KafkaReportLog;
import io.matrixplatform.ingest.platform.CrossOrigin;
import io.matrixplatform.ingest.platform.DoorServer;
import io.matrixplatform.ingest.platform.Health;
import io.matrixplatform.ingest.platform.HealthRoutes;
import io.matrixplatform.ingest.platform.InFlight;
import io.matrixplatform.ingest.platform.Metrics;
import io.matrixplatform.ingest.platform.Route;
import io.matrixplatform.tracing.Tracing;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole door, wired: reading it is reading the map. */
final class Ingest implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);

    private static final Duration LET_GO_WITHIN = Duration.ofSeconds(2);

    private final IngestConfig config;
    private final Vertx vertx;
    private final StateStreams tables;
    private final KafkaFactPublisher publisher;
    private final InFlight inFlight;
    private final Metrics metrics = new Metrics();
    private final Health health = new Health();
    private final LimitsModule limits;
    private final MeteringModule metering;
    private final Tracing tracing;
    private final InferenceModule inference;
    private final EdgeReporter reporter;

    /** @param failed is called when the process can no longer do its work and must be replaced */
    Ingest(IngestConfig config, Map<String, String> environment, InstantSource clock, Runnable failed) {
        this.config = config;
        SchemaRegistry registry = SchemaRegistry.at(config.registryUrl());
        KeyTable table = new KeyTable(new RecordDecoder<>(Topics.ACCESS_API_KEY_STATE, registry));
        limits = new LimitsModule(
                config.limits(),
                registry,
                metrics.registry(),
                Path.of(config.dataDir()).resolve("limits"),
                clock);
        publisher = new KafkaFactPublisher(config.kafka());
        inFlight = new InFlight(config.kafka().inFlightMaxBytes());
        vertx = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(config.http().eventLoops()));
        Clients clients = new Clients(config.http().proxies());
        Callers callers = new Callers(
                table, config.staleKeys(), config.countries(), new WrongKeys(config.wrongKeys(), System::nanoTime));
        Refusals refusals = new Refusals(metrics.registry());
        metering = new MeteringModule(
                clients, callers, refusals, publisher, registry, inFlight, metrics, config.events(), clock);
        tracing = Tracing.ofRequests(
                config.tracing(), "matrix-ingest", config.inference().edge());
        TracedFacts traced = new TracedFacts();
        inference = new InferenceModule(
                config.inference(),
                environment,
                Path.of(config.dataDir()).resolve("spool"),
                clients,
                callers,
                refusals,
                limits.limiter,
                publisher,
                registry,
                new CallTraces(tracing, traced, clock),
                metrics,
                clock);
        reporter = new EdgeReporter(
                config.inference().edge(),
                limits.limiter::takeNews,
                inference.health::now,
                traced::take,
                new KafkaReportLog(config.kafka().bootstrap(), registry),
                clock);
        tables = new StateStreams(
                List.of(table, limits.table, inference.table),
                config.kafka().bootstrap(),
                Path.of(config.dataDir()).resolve("streams"),
                failed);
        health.require("tables", tables::notReadyBecause)
                .require("kafka", publisher::notReadyBecause)
                .require("door", () -> inFlight.isDraining() ? Optional.of("shutting down") : Optional.empty());
        metrics.withJvm()
                .gauge("access_keys", "API keys in the table", table::size)
                .gauge(
                        "access_key_table_age_seconds",
                        "Since the last heartbeat of the control plane",
                        () -> table.age(clock.instant()).toMillis() / 1000.0)
                .gauge("metering_in_flight_bytes", "Bodies and facts under way", inFlight::bytes)
                .gauge("metering_in_flight_requests", "Requests under way", inFlight::requests);
    }

    /** Opens the door, then reads what it has to know: until that is done, {@code /health/ready} says why not. */
    void start() {
        limits.start();
        CrossOrigin pages = new CrossOrigin(config.http().origins());
        vertx.deployVerticle(
                        () -> new DoorServer(serverOptions(), routes(), pages),
                        new DeploymentOptions().setInstances(config.http().eventLoops()))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        health.reasons(); // asks for Kafka's metadata, so that it is there when the tables are
        tables.start();
        reporter.start();
        LOG.atInfo()
                .addKeyValue("host", config.http().host())
                .addKeyValue("port", config.http().port())
                .log("the door is open");
    }

    private List<Route> routes() {
        List<Route> routes = new ArrayList<>(HealthRoutes.of(health, metrics));
        routes.addAll(metering.routes(vertx));
        routes.addAll(inference.routes(vertx));
        return routes;
    }

    private HttpServerOptions serverOptions() {
        return new HttpServerOptions()
                .setHost(config.http().host())
                .setPort(config.http().port())
                .setIdleTimeout((int) config.http().idleTimeout().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                // The door has no WebSockets; what negotiates their compression would look at every message all the
                // same.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                // A refused body closes its connection, which many requests must not share.
                .setHttp2ClearTextEnabled(false);
    }

    /** Whatever hangs here, facts are still to be brought away. */
    private void closeConnections() {
        try {
            vertx.close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(LET_GO_WITHIN.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException unfinished) {
            LOG.atWarn().setCause(unfinished).log("connections could not be closed in time");
        }
    }

    /** Takes nothing more on, answers what is under way, then lets go of everything. */
    @Override
    public void close() {
        LOG.atInfo().addKeyValue("requests", inFlight.requests()).log("the door closes");
        inFlight.drain(config.http().drainTimeout());
        inference.inFlight.drain(config.http().drainTimeout());
        closeConnections();
        reporter.close();
        publisher.close(LET_GO_WITHIN);
        inference.close();
        tables.close();
        limits.close();
        tracing.close();
    }
}
