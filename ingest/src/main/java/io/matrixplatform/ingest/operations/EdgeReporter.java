package io.matrixplatform.ingest.operations;

import io.matrixplatform.events.operations.EdgeReport;
import io.matrixplatform.events.operations.TracedFact;
import io.matrixplatform.ingest.access.limits.LimitUse;
import io.matrixplatform.ingest.inference.upstreams.ServerHealth;
import io.matrixplatform.model.inference.BaseUrl;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells once a second that this edge lives, which limits more or less is used of, which servers are otherwise than they
 * were, and where the facts of traced calls stand. What does not get there is told again, unless it is old by then.
 */
public final class EdgeReporter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeReporter.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    /** Well within the time that the log keeps a word: of a server that never changes it would be known nothing else. */
    private static final Duration ALL_AGAIN_EVERY = Duration.ofHours(6);
    /** Somebody waits for the end of a trace, but not for ever. */
    private static final Duration TRACES_WAIT = Duration.ofMinutes(1);

    private final Reports reports;
    private final Supplier<List<LimitUse>> uses;
    private final Supplier<List<ServerHealth>> servers;
    private final Supplier<List<TracedFact>> traced;
    private final ReportLog log;
    private final InstantSource clock;

    private final Map<BaseUrl, ServerHealth> told = new HashMap<>();
    private Instant allToldAt = Instant.EPOCH;
    private final Map<String, EdgeReport> unsent = new ConcurrentHashMap<>();
    private final Queue<TracedFact> untold = new ConcurrentLinkedQueue<>();
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "edge-reports");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param edge its name in the source of its facts
     * @param uses what was used since it was asked last
     * @param servers all there are
     * @param traced facts of traced calls that came into the log since it was asked last
     */
    public EdgeReporter(
            String edge,
            Supplier<List<LimitUse>> uses,
            Supplier<List<ServerHealth>> servers,
            Supplier<List<TracedFact>> traced,
            ReportLog log,
            InstantSource clock) {
        this.reports = new Reports(edge, clock.instant());
        this.uses = uses;
        this.servers = servers;
        this.traced = traced;
        this.log = log;
        this.clock = clock;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a round handles its own failure
    public void start() {
        rounds.scheduleWithFixedDelay(this::attempt, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** An executor would never run again what has failed. */
    private void attempt() {
        try {
            round();
        } catch (RuntimeException failure) {
            LOG.atError().setCause(failure).log("this edge could not tell of itself; it will try again");
        }
    }

    void round() {
        Instant now = clock.instant();
        uses.get().forEach(use -> unsent.put(reports.keyOf(use), reports.of(use)));
        List<ServerHealth> all = servers.get();
        if (now.isAfter(allToldAt.plus(ALL_AGAIN_EVERY))) {
            told.clear();
            allToldAt = now;
        }
        told.keySet().retainAll(all.stream().map(ServerHealth::url).collect(Collectors.toSet()));
        for (ServerHealth health : all) {
            if (!health.equals(told.put(health.url(), health))) {
                unsent.put(reports.keyOf(health), reports.of(health, now));
            }
        }
        unsent.put(reports.keyOfEdge(), reports.ofEdge(now));
        unsent.forEach(this::send);
        tellTraced(now);
    }

    private void tellTraced(Instant now) {
        List<TracedFact> due = new ArrayList<>(traced.get());
        for (TracedFact failed = untold.poll(); failed != null; failed = untold.poll()) {
            due.add(failed);
        }
        due.removeIf(fact -> fact.getPublishedAt().plus(TRACES_WAIT).isBefore(now));
        due.forEach(fact -> log.send(fact, isThere -> {
            if (!isThere) {
                untold.add(fact);
            }
        }));
    }

    /** A newer word waits until the log has answered about the one before, so that they stand there in order. */
    private void send(String key, EdgeReport report) {
        if (underWay.add(key)) {
            log.send(key, report, isThere -> {
                if (isThere) {
                    unsent.remove(key, report);
                }
                underWay.remove(key);
            });
        }
    }

    @Override
    public void close() {
        rounds.shutdown();
        log.close();
    }
}
