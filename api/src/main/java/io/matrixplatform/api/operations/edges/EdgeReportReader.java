package io.matrixplatform.api.operations.edges;

import io.dropwizard.lifecycle.Managed;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.operations.EdgeReport;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.RegistryException;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.events.registry.UndecodableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps {@link EdgeReports} fed on a thread of its own: reads all that is kept, then follows. Begins again when it fails. */
public final class EdgeReportReader implements Managed, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeReportReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration KAFKA_PATIENCE = Duration.ofSeconds(10);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(2);
    private static final Duration FORGET_EVERY = Duration.ofMinutes(10);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final RecordDecoder<EdgeReport> decoder;
    private final EdgeReports reports;
    private final InstantSource clock;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile @Nullable Consumer<byte[], byte[]> open;

    /** @param consumers make one that reads bytes and belongs to no group */
    public EdgeReportReader(
            Supplier<Consumer<byte[], byte[]>> consumers,
            SchemaRegistry registry,
            EdgeReports reports,
            InstantSource clock) {
        this.consumers = consumers;
        this.decoder = new RecordDecoder<>(Topics.OPERATIONS_EDGE_REPORTS, registry);
        this.reports = reports;
        this.clock = clock;
        this.thread = new Thread(this, "edge-reports");
        thread.setDaemon(true);
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
        while (!stopping) {
            live();
            pause();
        }
    }

    /** Until it fails. While nothing is read, edges fall silent by themselves. */
    private void live() {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            open = consumer;
            List<TopicPartition> partitions =
                    consumer.partitionsFor(Topics.OPERATIONS_EDGE_REPORTS.name(), KAFKA_PATIENCE).stream()
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Instant forgotten = clock.instant();
            while (!stopping) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    take(record);
                }
                if (clock.instant().isAfter(forgotten.plus(FORGET_EVERY))) {
                    forgotten = clock.instant();
                    reports.forgetBefore(forgotten.minus(Topics.OPERATIONS_EDGE_REPORTS.retention()));
                }
            }
        } catch (WakeupException | InterruptException stop) {
            LOG.atDebug().log("the reports of edges are not followed any more");
        } catch (KafkaException | RegistryException passing) {
            if (!stopping) {
                LOG.atWarn().addKeyValue("cause", passing).log("the reports of edges cannot be read; trying again");
            }
        } catch (RuntimeException failure) {
            LOG.atError().setCause(failure).log("the reports of edges cannot be read; trying again");
        } finally {
            open = null;
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            reports.take(decoder.decode(record.value()));
        } catch (UndecodableException garbage) {
            LOG.atWarn()
                    .setCause(garbage)
                    .addKeyValue("offset", record.offset())
                    .log("a report of an edge is none");
        }
    }

    private void pause() {
        try {
            Thread.sleep(stopping ? 0 : AGAIN_AFTER.toMillis());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
