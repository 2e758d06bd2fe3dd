package io.matrixplatform.api.metering.progress;

import io.dropwizard.lifecycle.Managed;
import io.matrixplatform.api.platform.KafkaClients;
import io.matrixplatform.events.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The end offsets of the conclusion topics, asked with a consumer that is kept for that. Used by one thread. */
public final class ConclusionEnds implements ProgressProjection.EndOffsets, Managed {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaClients kafka;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;

    public ConclusionEnds(KafkaClients kafka) {
        this.kafka = kafka;
    }

    @Override
    public Map<TopicPartition, Long> read() {
        Consumer<byte[], byte[]> open = consumer;
        if (open == null) {
            open = kafka.consumer("conclusion-ends");
            consumer = open;
        }
        Consumer<byte[], byte[]> asked = open;
        List<TopicPartition> partitions = Stream.of(Topics.METERING_USAGE_LEDGER, Topics.METERING_LATE_USAGE)
                .flatMap(topic -> asked.partitionsFor(topic.name(), PATIENCE).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        // The client only keeps what it is told of partitions that are assigned.
        asked.assign(partitions);
        return asked.endOffsets(partitions, PATIENCE);
    }

    /** After the projection that asks has stopped: Dropwizard stops in the reverse order. */
    @Override
    public void stop() {
        Consumer<byte[], byte[]> open = consumer;
        if (open != null) {
            open.close();
        }
    }
}
