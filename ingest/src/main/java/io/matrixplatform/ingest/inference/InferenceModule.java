package io.matrixplatform.ingest.inference;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.ingest.access.Callers;
import io.matrixplatform.ingest.access.Clients;
import io.matrixplatform.ingest.access.Refusals;
import io.matrixplatform.ingest.access.limits.Limiter;
import io.matrixplatform.ingest.inference.calls.CallDoor;
import io.matrixplatform.ingest.inference.calls.CallMetrics;
import io.matrixplatform.ingest.inference.calls.CallRoutes;
import io.matrixplatform.ingest.inference.routes.RouteTable;
import io.matrixplatform.ingest.inference.spool.FactJournal;
import io.matrixplatform.ingest.inference.spool.FactSpool;
import io.matrixplatform.ingest.inference.traces.CallTraces;
import io.matrixplatform.ingest.inference.upstreams.Credentials;
import io.matrixplatform.ingest.inference.upstreams.ServerHealths;
import io.matrixplatform.ingest.inference.upstreams.Servers;
import io.matrixplatform.ingest.metering.FactPublisher;
import io.matrixplatform.ingest.metering.ServedCalls;
import io.matrixplatform.ingest.platform.InFlight;
import io.matrixplatform.ingest.platform.Metrics;
import io.matrixplatform.ingest.platform.Route;
import io.matrixplatform.model.ids.TimeOrderedUuids;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Wires the calls of models. */
public final class InferenceModule implements AutoCloseable {
    private static final Duration SPOOL_SENT_EVERY = Duration.ofSeconds(1);

    /** Fed by the control plane. */
    public final RouteTable table;

    /** Of the servers that answer for models. */
    public final ServerHealths health;

    /** What its requests hold; beside the budget of events, so that neither crowds the other out. */
    public final InFlight inFlight;

    private final SchemaRegistry registry;
    private final FactSpool spool;
    private final FactJournal journal;
    private final CallRoutes calls;

    /**
     * @param environment in which credentials stand
     * @param spoolFolder of this process alone, for facts that are not in the log yet
     */
    public InferenceModule(
            InferenceConfig config,
            Map<String, String> environment,
            Path spoolFolder,
            Clients clients,
            Callers callers,
            Refusals refusals,
            Limiter limiter,
            FactPublisher publisher,
            SchemaRegistry registry,
            CallTraces traces,
            Metrics metrics,
            InstantSource clock) {
        this.registry = registry;
        table = new RouteTable(new RecordDecoder<>(Topics.INFERENCE_ROUTE_STATE, registry), config.reach());
        inFlight = new InFlight(config.inFlightMaxBytes());
        CallMetrics callMetrics = new CallMetrics(metrics.registry());
        spool = spool(spoolFolder, config.spoolMaxBytes(), publisher, clock);
        journal = journal(spoolFolder, config.journalBytes(), callMetrics::countKept);
        Servers servers = new Servers(System::nanoTime, clock);
        Optional<Path> secrets = Optional.of(config.secretsDir())
                .filter(folder -> !folder.isBlank())
                .map(Path::of);
        Credentials credentials = new Credentials(environment, secrets, System::nanoTime);
        health = new ServerHealths(table, servers, credentials);
        TimeOrderedUuids uuids = new TimeOrderedUuids(clock, unlikeAnyOther());
        calls = new CallRoutes(
                config,
                new CallDoor(clients, callers, refusals, publisher, spool, uuids, clock),
                table,
                credentials,
                limiter,
                servers,
                inFlight,
                publisher,
                journal,
                spool,
                traces,
                callMetrics,
                clock);
        metrics.gauge(
                        "inference_models",
                        "Models that have a route",
                        () -> table.list().size())
                .gauge("inference_in_flight_requests", "Calls of models under way", inFlight::requests)
                .gauge("inference_in_flight_bytes", "Bodies of calls under way", inFlight::bytes)
                .gauge(
                        "inference_journal_facts",
                        "Facts of answered calls that the log has not confirmed yet",
                        journal::waiting)
                .gauge("inference_spool_bytes", "Facts on the disk that the log has not taken", spool::bytes)
                .gauge("inference_breakers_open", "Servers that are left alone for a while", servers::leftAlone);
    }

    /** Ids of requests are no secrets, but must differ from those of every other edge, and of this one before a restart. */
    private static RandomGenerator unlikeAnyOther() {
        return new SplittableRandom(new SecureRandom().nextLong());
    }

    private FactSpool spool(Path folder, long maxBytes, FactPublisher publisher, InstantSource clock) {
        try {
            return new FactSpool(
                    folder,
                    maxBytes,
                    SPOOL_SENT_EVERY,
                    publisher,
                    new ServedCalls(registry),
                    new RecordDecoder<>(Topics.METERING_API_CALLS, registry),
                    clock);
        } catch (IOException unusable) {
            throw new UncheckedIOException("facts cannot be kept in " + folder, unusable);
        }
    }

    private FactJournal journal(Path folder, int bytes, Runnable handedOver) {
        try {
            return new FactJournal(folder.resolve("journal"), bytes, FactJournal.LOG_PATIENCE, spool, handedOver);
        } catch (IOException unusable) {
            throw new UncheckedIOException("facts cannot be written down in " + folder, unusable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while facts of the process before were read", stopped);
        }
    }

    /** To be called after the publisher was closed: what it could not send is kept. */
    @Override
    public void close() {
        journal.close();
        spool.close();
    }

    /** The routes for one event loop. Asks the registry for schema ids: not to be called on an event loop. */
    public List<Route> routes(Vertx vertx) {
        return calls.of(vertx, registry);
    }
}
