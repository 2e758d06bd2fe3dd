package io.matrixplatform.api.metering.recount;

import static io.matrixplatform.api.platform.problems.ProblemType.RAW_LOG_UNAVAILABLE;

import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.UsageEvent;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.events.registry.UndecodableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads the facts of one tenant out of a part of the log, in its order. Used by one thread. */
public final class RawReading implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);

    private final Consumer<byte[], byte[]> consumer;
    private final RecordDecoder<ApiCall> calls;
    private final RecordDecoder<UsageEvent> events;
    private final RawSpan span;
    private final String tenantId;
    private final TopicPartition partition;
    private long position;

    /** The log does not go back so far any more. */
    public static final class ForgottenException extends RuntimeException {
        ForgottenException(KafkaException cause) {
            super("the raw log does not have it any more", cause);
        }
    }

    RawReading(Consumer<byte[], byte[]> consumer, SchemaRegistry registry, RawSpan span, String tenantId) {
        this.consumer = consumer;
        this.calls = new RecordDecoder<>(Topics.METERING_API_CALLS, registry);
        this.events = new RecordDecoder<>(Topics.METERING_USAGE_EVENTS, registry);
        this.span = span;
        this.tenantId = tenantId;
        this.position = span.first();
        String topic = (span.apiCalls() ? Topics.METERING_API_CALLS : Topics.METERING_USAGE_EVENTS).name();
        this.partition = new TopicPartition(topic, span.partition());
        consumer.assign(List.of(partition));
        consumer.seek(partition, span.first());
    }

    public boolean isRead() {
        return position >= span.end();
    }

    /** The first offset that was not read. */
    public long position() {
        return position;
    }

    /**
     * The next facts; none when there were none of the tenant among some records, or while the log does not answer.
     *
     * @throws ProblemException {@code RAW_LOG_UNAVAILABLE}
     * @throws ForgottenException if the log was deleted meanwhile
     */
    public List<RawFact> next() {
        List<RawFact> facts = new ArrayList<>();
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < span.end()) {
                    decode(record).ifPresent(facts::add);
                }
            }
            position = Math.min(span.end(), consumer.position(partition));
        } catch (OffsetOutOfRangeException deleted) {
            throw new ForgottenException(deleted);
        } catch (KafkaException failure) {
            throw new ProblemException(RAW_LOG_UNAVAILABLE, "try again in a moment", failure);
        }
        return facts;
    }

    /** A fact has its payload written out to be compared, which those of others need not. */
    private Optional<RawFact> decode(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (span.apiCalls()) {
                ApiCall call = calls.decode(record.value());
                return call.getTenantId().equals(tenantId) ? Optional.of(RawCall.of(call)) : Optional.empty();
            }
            UsageEvent event = events.decode(record.value());
            return event.getTenantId().equals(tenantId) ? Optional.of(RawEvent.of(event)) : Optional.empty();
        } catch (UndecodableException noFact) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
