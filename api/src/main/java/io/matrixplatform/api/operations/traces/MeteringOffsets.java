package io.matrixplatform.api.operations.traces;

import io.dropwizard.lifecycle.Managed;
import io.matrixplatform.api.platform.KafkaClients;
import io.matrixplatform.events.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** How far the metering job's newest complete checkpoint is, as the job tells Kafka. Used by one thread. */
public final class MeteringOffsets implements TraceProjection.Offsets, Managed {
    private final KafkaClients kafka;
    private volatile @Nullable Admin admin;

    public MeteringOffsets(KafkaClients kafka) {
        this.kafka = kafka;
    }

    @Override
    public Map<TopicPartition, Long> read() {
        Admin open = admin;
        if (open == null) {
            open = kafka.admin("metering-offsets");
            admin = open;
        }
        Map<TopicPartition, Long> offsets = new HashMap<>();
        try {
            open.listConsumerGroupOffsets(Topics.METERING_GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, committed) -> {
                        if (committed != null) {
                            offsets.put(partition, committed.offset());
                        }
                    });
        } catch (InterruptedException stopping) {
            throw new InterruptException(stopping);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof KafkaException known ? known : new KafkaException(failure.getCause());
        }
        return offsets;
    }

    @Override
    public void stop() {
        Admin open = admin;
        if (open != null) {
            open.close();
        }
    }
}
