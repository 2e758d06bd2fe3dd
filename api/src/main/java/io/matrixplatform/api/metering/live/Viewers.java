package io.matrixplatform.api.metering.live;

import static io.matrixplatform.api.platform.problems.ProblemType.LIVE_USAGE_UNAVAILABLE;
import static io.matrixplatform.api.platform.problems.ProblemType.LIVE_VIEWERS_FULL;

import io.dropwizard.lifecycle.Managed;
import io.matrixplatform.api.metering.live.LiveMinute.Place;
import io.matrixplatform.api.platform.problems.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everybody who watches. One thread tells them all, since nothing it does waits for one of them; another looks at their
 * credentials again, which asks the database.
 */
final class Viewers implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(Viewers.class);
    private static final int RECHECKS_PER_PERIOD = 6;

    private final LiveBoard board;
    private final BooleanSupplier ready;
    private final LiveConfig config;
    private final InstantSource clock;
    private final Map<String, Set<Viewer>> byTenant = new ConcurrentHashMap<>();
    private final ScheduledExecutorService teller = thread("live-teller");
    private final ScheduledExecutorService checker = thread("live-checker");

    /** @param ready whether the board holds the whole hour */
    Viewers(LiveBoard board, BooleanSupplier ready, LiveConfig config, InstantSource clock) {
        this.board = board;
        this.ready = ready;
        this.config = config;
        this.clock = clock;
    }

    int size() {
        return byTenant.values().stream().mapToInt(Set::size).sum();
    }

    /** @throws ProblemException {@code LIVE_USAGE_UNAVAILABLE} or {@code LIVE_VIEWERS_FULL} if one more cannot be taken now */
    void refuseUnlessRoom(String tenant) {
        if (!ready.getAsBoolean()) {
            throw new ProblemException(LIVE_USAGE_UNAVAILABLE, "the last hour is being read; try again in a moment");
        }
        if (byTenant.getOrDefault(tenant, Set.of()).size() >= config.viewersPerTenantMax()
                || size() >= config.viewersMax()) {
            throw new ProblemException(LIVE_VIEWERS_FULL, "too many are watching on this node");
        }
    }

    /** Tells it the last hour, then what changes. What happens between is in both, which does no harm: it is cumulative. */
    void join(Viewer viewer) {
        onTeller(() -> {
            byTenant.computeIfAbsent(viewer.tenant(), unused -> ConcurrentHashMap.newKeySet())
                    .add(viewer);
            viewer.offer(board.of(viewer.tenant()));
            viewer.offer(Telling.snapshotEnd(firstMinute(), clock.instant()));
            viewer.channel().wake();
        });
    }

    void leave(Viewer viewer) {
        byTenant.computeIfPresent(viewer.tenant(), (unused, viewers) -> {
            viewers.remove(viewer);
            return viewers.isEmpty() ? null : viewers;
        });
    }

    /** What they were told does not go on: they come again and are told the hour anew. */
    void endAll(String reason) {
        byTenant.values().forEach(viewers -> viewers.forEach(viewer -> end(viewer, reason)));
    }

    @Override
    public void start() {
        every(teller, config.tellEvery(), this::tellChanges);
        every(teller, config.heartbeatEvery(), this::beat);
        every(checker, config.recheckEvery().dividedBy(RECHECKS_PER_PERIOD), this::recheck);
    }

    @Override
    public void stop() {
        endAll("server-stops");
        teller.shutdown();
        checker.shutdown();
    }

    private void tellChanges() {
        board.forgetBefore(firstMinute().toEpochMilli());
        for (Map.Entry<String, Map<Place, LiveMinute>> changed :
                board.takeChanged().entrySet()) {
            Collection<LiveMinute> minutes = changed.getValue().values();
            for (Viewer viewer : byTenant.getOrDefault(changed.getKey(), Set.of())) {
                if (viewer.offer(minutes)) {
                    viewer.channel().wake();
                }
            }
        }
    }

    private void beat() {
        Telling heartbeat = Telling.heartbeat(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        for (Set<Viewer> viewers : byTenant.values()) {
            for (Viewer viewer : viewers) {
                viewer.offer(heartbeat);
                viewer.channel().wake();
            }
        }
    }

    private void recheck() {
        Instant now = clock.instant();
        Instant due = now.minus(config.recheckEvery());
        Map<String, Boolean> answers = new HashMap<>();
        List<Viewer> looked = byTenant.values().stream()
                .flatMap(Set::stream)
                .filter(viewer -> !viewer.checkedAt().isAfter(due))
                .toList();
        for (Viewer viewer : looked) {
            String question = viewer.permission().credential() + " " + viewer.tenant();
            if (answers.computeIfAbsent(question, unused -> viewer.permission().isGranted())) {
                viewer.checked(now);
            } else {
                end(viewer, "credential-ended");
            }
        }
    }

    private void end(Viewer viewer, String reason) {
        leave(viewer);
        viewer.offer(Telling.end(reason));
        viewer.channel().end();
    }

    private Instant firstMinute() {
        return clock.instant()
                .truncatedTo(ChronoUnit.MINUTES)
                .minus(LiveTopology.KEPT)
                .plus(1, ChronoUnit.MINUTES);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a round handles its own failure
    private static void every(ScheduledExecutorService thread, Duration period, Runnable round) {
        long nanos = period.toNanos();
        thread.scheduleWithFixedDelay(() -> survive(round), nanos, nanos, TimeUnit.NANOSECONDS);
    }

    private void onTeller(Runnable task) {
        try {
            teller.execute(() -> survive(task));
        } catch (RejectedExecutionException stopping) {
            throw new ProblemException(LIVE_USAGE_UNAVAILABLE, "the server is stopping", stopping);
        }
    }

    /** The executor would never run a round again that failed once; whatever it was, the next one may go well. */
    private static void survive(Runnable round) {
        try {
            round.run();
        } catch (RuntimeException failure) {
            LOG.atError().setCause(failure).log("a round of the live view failed");
        }
    }

    private static ScheduledExecutorService thread(String name) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
