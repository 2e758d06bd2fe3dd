package io.matrixplatform.ingest.metering;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.events.Topics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How facts are sent.
 *
 * @param bootstrap addresses of brokers, {@code host:port,…}
 * @param deliveryTimeout after which a fact that was not confirmed is the client's to send again
 * @param linger how long a batch waits for company
 * @param inFlightMaxBytes of bodies and facts under way in this process; more is refused with 503
 */
public record KafkaSettings(
        String bootstrap, Duration deliveryTimeout, Duration linger, int batchBytes, int inFlightMaxBytes) {
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(4);
    /** Batches that are open or on their way, half empty: 12 partitions, 5 requests each and one more being filled. */
    private static final int BATCHES_UNDER_WAY = 96;

    public KafkaSettings {
        requireNonNull(bootstrap, "bootstrap");
        requireNonNull(deliveryTimeout, "deliveryTimeout");
        requireNonNull(linger, "linger");
        if (deliveryTimeout.compareTo(Topics.APPEND_BOUND) >= 0) {
            throw new IllegalArgumentException("deliveryTimeout (" + deliveryTimeout + ") must be shorter than "
                    + Topics.APPEND_BOUND + ", after which the broker refuses the fact");
        }
        if (deliveryTimeout.compareTo(REQUEST_TIMEOUT.plus(linger)) < 0) {
            throw new IllegalArgumentException(
                    "deliveryTimeout (" + deliveryTimeout + ") must leave room for one request of " + REQUEST_TIMEOUT);
        }
        if (batchBytes < 1 || inFlightMaxBytes < 1) {
            throw new IllegalArgumentException("batchBytes and inFlightMaxBytes must be at least 1");
        }
    }

    /** Settings of the producer. Everything under way fits its memory, so that it has no reason to block. */
    Map<String, Object> producer() {
        return Map.ofEntries(
                Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "matrix-ingest"),
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, linger.toMillis()),
                Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, batchBytes),
                Map.entry(
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        (long) inFlightMaxBytes + (long) BATCHES_UNDER_WAY * batchBytes),
                // Event loops send: without metadata or memory a send fails at once instead of waiting.
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0L),
                // A topic that was quiet for a while keeps its metadata, or its next fact would be answered "retry".
                Map.entry(
                        ProducerConfig.METADATA_MAX_IDLE_CONFIG,
                        Duration.ofDays(365).toMillis()),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) deliveryTimeout.toMillis()),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST_TIMEOUT.toMillis()),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L));
    }
}
