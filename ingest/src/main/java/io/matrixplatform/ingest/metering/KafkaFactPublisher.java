package io.matrixplatform.ingest.metering;

import io.matrixplatform.events.Topic;
import io.matrixplatform.events.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Facts to Kafka by idempotent producers with {@code acks=all}: one for facts that come together, one for
 * those that come alone and are waited for, and one for those that come alone and are not. Whatever goes wrong, the fact is unconfirmed.
 */
public final class KafkaFactPublisher implements FactPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaFactPublisher.class);
    private static final List<Topic> TOPICS =
            List.of(Topics.METERING_API_CALLS, Topics.METERING_USAGE_EVENTS, Topics.METERING_RUNTIME_METRICS);

    /** Every call asks; what was known a moment ago still is, since the producer forgets no topic. */
    private static final Duration ASKED_AGAIN_AFTER = Duration.ofSeconds(1);

    private final KafkaProducer<byte[], byte[]> many;
    private final KafkaProducer<byte[], byte[]> one;
    private final KafkaProducer<byte[], byte[]> unawaited;
    private volatile long readyAtNanos;
    private volatile boolean wasReady;

    public KafkaFactPublisher(KafkaSettings settings) {
        this.many = producer(settings.forMany());
        this.one = producer(settings.forOne());
        this.unawaited = producer(settings.forUnawaited());
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void publish(List<Fact> facts, Instant recordedAt, Consumer<List<Unconfirmed>> answered) {
        long timestamp = recordedAt.toEpochMilli();
        if (facts.size() <= 1) {
            publish(facts, timestamp, answered);
            return;
        }
        Delivery delivery = new Delivery(facts.size(), answered);
        for (Fact fact : facts) {
            // The producer copies the bytes: what waits for its answer keeps no more of the fact than an answer names.
            int index = fact.index();
            String id = fact.id();
            send(many, fact, timestamp, (metadata, failure) -> {
                if (failure == null) {
                    delivery.confirmed();
                } else {
                    delivery.failed(index, id, why(failure));
                }
            });
        }
    }

    /** At most one, whose answer is that of all. */
    private void publish(List<Fact> facts, long timestamp, Consumer<List<Unconfirmed>> answered) {
        if (facts.isEmpty()) {
            answered.accept(List.of());
            return;
        }
        Fact fact = facts.get(0);
        int index = fact.index();
        String id = fact.id();
        send(
                one,
                fact,
                timestamp,
                (metadata, failure) -> answered.accept(
                        failure == null ? List.of() : List.of(new Unconfirmed(index, id, why(failure)))));
    }

    @Override
    public void publish(Fact fact, Instant recordedAt, Consumer<Optional<LogPosition>> answered) {
        send(one, fact, recordedAt.toEpochMilli(), telling(answered));
    }

    @Override
    public void publishUnawaited(Fact fact, Instant recordedAt, Consumer<Optional<LogPosition>> answered) {
        send(unawaited, fact, recordedAt.toEpochMilli(), telling(answered));
    }

    private static Callback telling(Consumer<Optional<LogPosition>> answered) {
        return (metadata, failure) -> answered.accept(
                failure == null
                        ? Optional.of(new LogPosition(metadata.partition(), metadata.offset()))
                        : Optional.empty());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback gets the same answer
    private static void send(KafkaProducer<byte[], byte[]> producer, Fact fact, long timestamp, Callback answered) {
        try {
            producer.send(
                    new ProducerRecord<>(fact.topic().name(), null, timestamp, fact.key(), fact.value()), answered);
        } catch (KafkaException | IllegalStateException failure) {
            // Thrown instead of handed to the callback: the producer is closing or broken.
            LOG.atWarn()
                    .addKeyValue("topic", fact.topic().name())
                    .setCause(failure)
                    .log("a fact could not be sent");
            answered.onCompletion(null, failure);
        }
    }

    private static String why(Exception failure) {
        if (failure instanceof InvalidTimestampException) {
            return "the log refused it as recorded too long ago";
        }
        if (failure instanceof TimeoutException) {
            return "the log did not confirm it in time";
        }
        return "the log did not confirm it";
    }

    @Override
    public Optional<String> notReadyBecause() {
        long now = System.nanoTime();
        if (wasReady && now - readyAtNanos < ASKED_AGAIN_AFTER.toNanos()) {
            return Optional.empty();
        }
        Optional<String> obstacle = obstacle();
        readyAtNanos = now;
        wasReady = obstacle.isEmpty();
        return obstacle;
    }

    private Optional<String> obstacle() {
        List<String> unknown =
                TOPICS.stream().map(Topic::name).filter(name -> !isKnown(name)).toList();
        return unknown.isEmpty() ? Optional.empty() : Optional.of("Kafka has not told yet where to send " + unknown);
    }

    private boolean isKnown(String topic) {
        boolean isKnownToAll = true;
        for (KafkaProducer<byte[], byte[]> producer : List.of(many, one, unawaited)) {
            isKnownToAll &= isKnown(producer, topic);
        }
        return isKnownToAll;
    }

    /** Asking is what makes the producer fetch the answer, which is there when it is asked again. */
    private static boolean isKnown(KafkaProducer<byte[], byte[]> producer, String topic) {
        try {
            producer.partitionsFor(topic);
            return true;
        } catch (KafkaException notYet) {
            return false;
        }
    }

    /** Waits at most so long for what is under way; the rest is unconfirmed. */
    public void close(Duration atMost) {
        one.close(atMost);
        unawaited.close(atMost);
        many.close(atMost);
    }
}
