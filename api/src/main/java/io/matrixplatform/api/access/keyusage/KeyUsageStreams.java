package io.matrixplatform.api.access.keyusage;

import io.dropwizard.lifecycle.Managed;
import io.matrixplatform.api.access.keyusage.KeyUsages.Part;
import io.matrixplatform.api.platform.BoundedRocks;
import io.matrixplatform.api.platform.KafkaClients;
import io.matrixplatform.events.registry.SchemaRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the topology for as long as the process lives. When it fails, it is closed and begun again from its change logs, after
 * a pause.
 */
public final class KeyUsageStreams implements Managed, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyUsageStreams.class);
    private static final Duration BACK_OFF = Duration.ofSeconds(5);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);
    private static final long CACHE_BYTES = 4L << 20;
    private static final int COMMIT_MS = 5_000;
    private static final int SESSION_MS = 10_000;

    private final KafkaClients kafka;
    private final SchemaRegistry registry;
    private final Path folder;
    private final Thread thread = new Thread(this, "key-usage");
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile @Nullable KafkaStreams streams;

    /** @param stateDir a folder of this process alone; what is lost of it is read again */
    public KeyUsageStreams(KafkaClients kafka, SchemaRegistry registry, Path stateDir) {
        this.kafka = kafka;
        this.registry = registry;
        this.folder = stateDir.resolve("key-usage");
        thread.setDaemon(true);
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() throws InterruptedException {
        stop.countDown();
        thread.interrupt();
        thread.join(CLOSE_WITHIN.multipliedBy(2).toMillis());
    }

    /** Whether all that was counted before is there, and followed. */
    public boolean isReady() {
        KafkaStreams now = streams;
        return now != null && now.state() == State.RUNNING;
    }

    @Override
    public void run() {
        try {
            do {
                live();
            } while (!stop.await(BACK_OFF.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    public KeyUsages usages(InstantSource clock) {
        return new KeyUsages(this::parts, clock);
    }

    /** One store of each kind per partition; none while not all are restored. */
    List<Part> parts() {
        KafkaStreams now = streams;
        if (now == null || now.state() != State.RUNNING) {
            return List.of();
        }
        List<Part> parts = new ArrayList<>();
        for (ThreadMetadata running : now.metadataForLocalThreads()) {
            for (TaskMetadata task : running.activeTasks()) {
                parts.add(part(now, task.taskId().partition()));
            }
        }
        return parts;
    }

    private static Part part(KafkaStreams streams, int partition) {
        return new Part(
                streams.store(StoreQueryParameters.fromNameAndType(
                                KeyUsageTopology.LAST_USES, QueryableStoreTypes.<String, Long>keyValueStore())
                        .withPartition(partition)),
                streams.store(StoreQueryParameters.fromNameAndType(
                                KeyUsageTopology.HOURS, QueryableStoreTypes.<String, Long>windowStore())
                        .withPartition(partition)));
    }

    private void live() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        try {
            KafkaStreams begun = new KafkaStreams(KeyUsageTopology.build(registry), settings());
            begun.setUncaughtExceptionHandler(failure -> {
                LOG.atWarn().setCause(failure).log("the use of keys is not counted for a moment");
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            });
            begun.setStateListener((now, before) -> {
                if (now == State.ERROR || now == State.NOT_RUNNING) {
                    over.countDown();
                }
            });
            try {
                begun.start();
                streams = begun;
                over.await();
            } finally {
                streams = null;
                begun.close(CLOSE_WITHIN);
            }
        } catch (KafkaException passing) {
            LOG.atWarn().addKeyValue("cause", passing.toString()).log("counting the use of keys waits");
        }
    }

    private Properties settings() {
        Properties settings = kafka.streams("key-usage", folder, BoundedRocks.class);
        // Counts change with every fact; what is written to the change log is the last of a few seconds.
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MS);
        // What a process that was killed had is given to the next one no sooner, and until then the API is not ready.
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_MS);
        return settings;
    }
}
