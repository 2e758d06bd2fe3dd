package io.matrixplatform.api.platform.projections;

import io.dropwizard.lifecycle.Managed;
import io.matrixplatform.api.platform.topics.TopicFollower;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Jdbi;

/** Keeps one projection going, and knows how it is. */
public final class ProjectionRunner implements Managed {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Jdbi jdbi;
    private final Projection projection;
    private final InstantSource clock;
    private final TopicFollower follower;
    private volatile Instant lastSuccess = Instant.EPOCH;
    private volatile long lag;

    /** @param consumers make one that reads bytes, belongs to no group and has no offset reset */
    public ProjectionRunner(
            Jdbi jdbi, Projection projection, Supplier<Consumer<byte[], byte[]>> consumers, InstantSource clock) {
        this.jdbi = jdbi;
        this.projection = projection;
        this.clock = clock;
        this.follower = new TopicFollower("projection-" + projection.name(), consumers, new Lives());
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
        follower.start();
    }

    @Override
    public void stop() throws InterruptedException {
        follower.stop();
    }

    /** Each goes on from the stored offsets. */
    private final class Lives implements TopicFollower.Reading {
        @Override
        public Runnable open(Consumer<byte[], byte[]> consumer) {
            ProjectionRun run = new ProjectionRun(jdbi, projection, consumer);
            return () -> {
                run.step(POLL);
                lag = run.lag();
                lastSuccess = clock.instant();
            };
        }

        @Override
        public boolean isPassing(RuntimeException failure) {
            return failure instanceof ConnectionException || failure instanceof FencedException;
        }
    }
}
