package io.matrixplatform.api.platform.topics;

import io.dropwizard.lifecycle.Managed;
import io.matrixplatform.events.registry.RegistryException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one reading going on a thread of its own: after a failure it opens it anew, with a growing back-off. */
public final class TopicFollower implements Managed, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(250);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(10);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(5);

    private final String name;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Reading reading;
    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> open;

    /** What is read and what becomes of it. Used by one thread. */
    public interface Reading {
        /**
         * Begins a life of it.
         *
         * @return polls once and handles what came; run again and again until it fails
         */
        Runnable open(Consumer<byte[], byte[]> consumer);

        /** Whether a failure, beside Kafka's and the registry's own, is one that passes and no fault of ours. */
        default boolean isPassing(RuntimeException failure) {
            return false;
        }
    }

    /** @param consumers make one that reads bytes and belongs to no group; one for each life */
    public TopicFollower(String name, Supplier<Consumer<byte[], byte[]>> consumers, Reading reading) {
        this.name = name;
        this.consumers = consumers;
        this.reading = reading;
        this.thread = new Thread(this, name);
        thread.setDaemon(true);
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() throws InterruptedException {
        stopping.countDown();
        Consumer<byte[], byte[]> consumer = open;
        if (consumer != null) {
            consumer.wakeup();
        }
        thread.interrupt();
        thread.join(STOPPED_WITHIN.toMillis());
    }

    @Override
    public void run() {
        Duration backOff = FIRST_BACK_OFF;
        do {
            backOff = live() ? FIRST_BACK_OFF : shorter(backOff.multipliedBy(2), LONGEST_BACK_OFF);
        } while (goesOnAfter(backOff));
    }

    /**
     * Until it fails. Every failure is answered alike, by opening anew, so all are caught here.
     *
     * @return whether anything went well
     */
    private boolean live() {
        boolean wentWell = false;
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            open = consumer;
            Runnable step = reading.open(consumer);
            while (!isStopping()) {
                step.run();
                wentWell = true;
            }
        } catch (WakeupException | InterruptException stop) {
            LOG.atDebug().addKeyValue("reading", name).log("a topic is not followed any more");
        } catch (RuntimeException failure) {
            tell(failure);
        } finally {
            open = null;
        }
        return wentWell;
    }

    private void tell(RuntimeException failure) {
        if (isStopping()) {
            return;
        }
        boolean passes = failure instanceof RetriableException
                || failure instanceof RegistryException
                || reading.isPassing(failure);
        if (passes) {
            LOG.atWarn()
                    .addKeyValue("reading", name)
                    .addKeyValue("cause", failure)
                    .log("a topic cannot be followed now");
        } else {
            LOG.atError()
                    .setCause(failure)
                    .addKeyValue("reading", name)
                    .log("a topic cannot be followed; opening it anew");
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private boolean goesOnAfter(Duration backOff) {
        try {
            return !stopping.await(backOff.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
