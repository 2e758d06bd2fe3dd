package io.matrixplatform.api.operations.edges;

import io.matrixplatform.api.platform.topics.TopicFollower;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.operations.EdgeReport;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.events.registry.UndecodableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps {@link EdgeReports} fed: reads all that is kept, then follows. While nothing is read, edges fall silent by themselves. */
public final class EdgeReportReader implements TopicFollower.Reading {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeReportReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration KAFKA_PATIENCE = Duration.ofSeconds(10);
    private static final Duration FORGET_EVERY = Duration.ofMinutes(10);

    private final RecordDecoder<EdgeReport> decoder;
    private final EdgeReports reports;
    private final InstantSource clock;
    private Instant forgotten;

    public EdgeReportReader(SchemaRegistry registry, EdgeReports reports, InstantSource clock) {
        this.decoder = new RecordDecoder<>(Topics.OPERATIONS_EDGE_REPORTS, registry);
        this.reports = reports;
        this.clock = clock;
        this.forgotten = clock.instant();
    }

    @Override
    public Runnable open(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions =
                consumer.partitionsFor(Topics.OPERATIONS_EDGE_REPORTS.name(), KAFKA_PATIENCE).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return () -> {
            consumer.poll(POLL).forEach(this::take);
            forget();
        };
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

    private void forget() {
        Instant now = clock.instant();
        if (now.isAfter(forgotten.plus(FORGET_EVERY))) {
            forgotten = now;
            reports.forgetBefore(now.minus(Topics.OPERATIONS_EDGE_REPORTS.retention()));
        }
    }
}
