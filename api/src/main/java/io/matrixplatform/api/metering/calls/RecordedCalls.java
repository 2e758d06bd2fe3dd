package io.matrixplatform.api.metering.calls;

import static io.matrixplatform.api.platform.problems.ProblemType.RAW_LOG_UNAVAILABLE;

import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.events.registry.UndecodableException;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.Identity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds calls in the raw log. All records of one identity stand in one partition, so one partition is read, from a time on to
 * where it ends now. A few at a time, since each reads. Thread-safe.
 */
public final class RecordedCalls {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final long ROWS_MAX = 200_000;
    private static final int AT_ONCE = 4;
    private static final Duration WAIT = Duration.ofSeconds(2);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final SchemaRegistry registry;
    private final InstantSource clock;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    public RecordedCalls(Supplier<Consumer<byte[], byte[]>> consumers, SchemaRegistry registry, InstantSource clock) {
        this.consumers = consumers;
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * Every record of a call, in the order of the log: the call, what repeats it, what corrects it. None while it is not there.
     *
     * @param since it was recorded then or later
     * @throws ProblemException {@code INVALID_FIELD} if too much was recorded since then; {@code RAW_LOG_UNAVAILABLE}
     */
    List<RecordedCall> find(TenantId tenant, String source, String eventId, Instant since) {
        byte[] key = Identity.of(tenant.toString(), source, eventId).toBytes();
        if (!hasTurn()) {
            throw new ProblemException(RAW_LOG_UNAVAILABLE, "others are looking: try again in a moment");
        }
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            return read(consumer, key, since);
        } catch (KafkaException failure) {
            throw new ProblemException(RAW_LOG_UNAVAILABLE, "try again in a moment", failure);
        } finally {
            turns.release();
        }
    }

    private List<RecordedCall> read(Consumer<byte[], byte[]> consumer, byte[] key, Instant since) {
        String topic = Topics.METERING_API_CALLS.name();
        int partitions = consumer.partitionsFor(topic).size();
        TopicPartition partition = new TopicPartition(topic, BuiltInPartitioner.partitionForKey(key, partitions));
        consumer.assign(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        OffsetAndTimestamp start = consumer.offsetsForTimes(Map.of(partition, Math.max(0, since.toEpochMilli())))
                .get(partition);
        if (start == null) {
            return List.of(); // nothing was recorded since then
        }
        if (end - start.offset() > ROWS_MAX) {
            throw ProblemException.invalidParameter(
                    "from",
                    (end - start.offset()) + " records came since then, and at most " + ROWS_MAX
                            + " are looked at: name a later time");
        }
        consumer.seek(partition, start.offset());
        return collect(consumer, partition, end, key);
    }

    private List<RecordedCall> collect(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, long end, byte[] key) {
        RecordDecoder<ApiCall> decoder = new RecordDecoder<>(Topics.METERING_API_CALLS, registry);
        Instant deadline = clock.instant().plus(PATIENCE);
        List<RecordedCall> found = new ArrayList<>();
        while (consumer.position(partition) < end) {
            if (clock.instant().isAfter(deadline)) {
                throw new ProblemException(RAW_LOG_UNAVAILABLE, "it was not read within " + PATIENCE);
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < end && Arrays.equals(record.key(), key)) {
                    add(record, decoder, found);
                }
            }
        }
        return found;
    }

    /** What cannot be read is among the dead letters. */
    private static void add(
            ConsumerRecord<byte[], byte[]> record, RecordDecoder<ApiCall> decoder, List<RecordedCall> found) {
        try {
            found.add(RecordedCall.of(record, decoder.decode(record.value())));
        } catch (UndecodableException noCall) {
            // Nothing that could be shown.
        }
    }

    private boolean hasTurn() {
        try {
            return turns.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
