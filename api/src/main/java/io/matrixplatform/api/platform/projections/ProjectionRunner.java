package io.matrixplatform.api.platform.projections;

import io.dropwizard.lifecycle.Managed;
import io.matrixplatform.events.registry.RegistryException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one projection going on a thread of its own: after a failure it reopens, with a growing back-off. */
public final class ProjectionRunner implements Managed, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectionRunner.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(250);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(10);

    private final Jdbi jdbi;
    private final Projection projection;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final InstantSource clock;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile @Nullable Consumer<byte[], byte[]> open;
    private volatile Instant lastSuccess = Instant.EPOCH;
    private volatile long lag;

    /** @param consumers make one that reads bytes, belongs to no group and has no offset reset */
    public ProjectionRunner(
            Jdbi jdbi, Projection projection, Supplier<Consumer<byte[], byte[]>> consumers, InstantSource clock) {
        this.jdbi = jdbi;
        this.projection = projection;
        this.consumers = consumers;
        this.clock = clock;
        this.thread = new Thread(this, "projection-" + projection.name());
        thread.setDaemon(true);
    }

    public String name() {
        return projection.name();
    }

    /** When a step last went well. */
    public Instant lastSuccess() {
        return lastSuccess;
    }

    /** Records in Kafka that have not taken effect yet, as of the last step. */
    public long lag() {
        return lag;
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() throws InterruptedException {
        stopping = true;
        Consumer<byte[], byte[]> consumer = open;
        if (consumer != null) {
            consumer.wakeup();
        }
        thread.interrupt();
        thread.join(Duration.ofSeconds(5).toMillis());
    }

    @Override
    public void run() {
        Duration backOff = FIRST_BACK_OFF;
        while (!stopping) {
            Instant before = lastSuccess;
            live();
            boolean wentWell = lastSuccess.isAfter(before);
            backOff = wentWell ? FIRST_BACK_OFF : shorter(backOff.multipliedBy(2), LONGEST_BACK_OFF);
            if (!pause(backOff)) {
                return;
            }
        }
    }

    /** Until it fails. Every failure is answered alike, reopen and read the stored offsets, so all are caught here. */
    private void live() {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            open = consumer;
            ProjectionRun run = new ProjectionRun(jdbi, projection, consumer);
            while (!stopping) {
                run.step(POLL);
                lag = run.lag();
                lastSuccess = clock.instant();
            }
        } catch (WakeupException | InterruptException stop) {
            LOG.atDebug().addKeyValue("projection", name()).log("projection stopped");
        } catch (FencedException overtaken) {
            LOG.atWarn().addKeyValue("projection", name()).log(overtaken.getMessage());
        } catch (RetriableException | ConnectionException | RegistryException passing) {
            if (!stopping) {
                LOG.atWarn()
                        .addKeyValue("projection", name())
                        .addKeyValue("cause", passing)
                        .log("projection waits");
            }
        } catch (RuntimeException failure) {
            if (!stopping) {
                LOG.atError()
                        .setCause(failure)
                        .addKeyValue("projection", name())
                        .log("projection failed, reopening");
            }
        } finally {
            open = null;
        }
    }

    private boolean pause(Duration backOff) {
        try {
            Thread.sleep(stopping ? 0 : backOff.toMillis());
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
