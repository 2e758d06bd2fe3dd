package io.matrixplatform.ingest.access.limits;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires the limits: their table, the limiter, and the thread that sweeps it. */
public final class LimitsModule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LimitsModule.class);

    public final LimitTable table;
    public final Limiter limiter;
    private final LimiterConfig config;
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "limit-sweep");
        thread.setDaemon(true);
        return thread;
    });

    /** @param folder of this process alone */
    public LimitsModule(
            LimiterConfig config,
            SchemaRegistry registry,
            PrometheusRegistry metrics,
            Path folder,
            InstantSource clock) {
        this.config = config;
        SteadyTime time = new SteadyTime(System::nanoTime, clock);
        table = new LimitTable(new RecordDecoder<>(Topics.ACCESS_LIMIT_STATE, registry), time, config);
        limiter = new Limiter(
                table, time, config, new KeptWindows(folder.resolve("windows")), new LimiterMetrics(metrics));
        LimiterMetrics.show(table, limiter, metrics);
    }

    /** To be called before a call is let in. */
    @SuppressWarnings("FutureReturnValueIgnored") // a sweep handles its own failure
    public void start() {
        limiter.keep(); // so that the next start is known to be a restart, however soon this run ends
        long every = config.sweepEvery().toNanos();
        sweeper.scheduleWithFixedDelay(this::sweep, every, every, TimeUnit.NANOSECONDS);
    }

    /** An executor would never run again what has failed. */
    private void sweep() {
        try {
            limiter.sweep();
            limiter.keep();
        } catch (RuntimeException failure) {
            LOG.atError().setCause(failure).log("a sweep of the limits failed; the next one will try again");
        }
    }

    /** To be called when no call is let in any more. */
    @Override
    public void close() {
        sweeper.shutdown();
        limiter.keep();
    }
}
