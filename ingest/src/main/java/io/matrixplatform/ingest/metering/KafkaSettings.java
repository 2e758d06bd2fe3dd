package io.matrixplatform.ingest.metering;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.events.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How facts are sent.
 *
 * @param bootstrap addresses of brokers, {@code host:port,…}
 * @param deliveryTimeout after which a fact that was not confirmed is the client's to send again
 * @param linger how long facts that came together wait for company; one that came alone does not, unless nobody waits for it
 * @param inFlightMaxBytes of bodies and facts under way in this process; more is refused with 503
 */
public record KafkaSettings(
        String bootstrap, Duration deliveryTimeout, Duration linger, int batchBytes, int inFlightMaxBytes) {
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(4);
    /** Batches that are half empty: of each of 12 partitions one on its way, one being filled, and some that were closed early. */
    private static final int BATCHES_UNDER_WAY = 96;

    private static final int SMALL_BATCH_BYTES = 16 * 1024;

    private static final int UNAWAITED_LINGER = 5;

    public KafkaSettings {
        requireNonNull(bootstrap, "bootstrap");
        requireNonNull(deliveryTimeout, "deliveryTimeout");
        requireNonNull(linger, "linger");
        if (deliveryTimeout.compareTo(Topics.APPEND_BOUND) >= 0) {
            throw new IllegalArgumentException("deliveryTimeout (" + deliveryTimeout + ") must be shorter than "
                    + Topics.APPEND_BOUND + ", after which the broker refuses the fact");
        }
        if (deliveryTimeout.compareTo(REQUEST_TIMEOUT.plus(linger.multipliedBy(UNAWAITED_LINGER))) < 0) {
            throw new IllegalArgumentException(
                    "deliveryTimeout (" + deliveryTimeout + ") must leave room for one request of " + REQUEST_TIMEOUT);
        }
        if (batchBytes < 1 || inFlightMaxBytes < 1) {
            throw new IllegalArgumentException("batchBytes and inFlightMaxBytes must be at least 1");
        }
    }

    /** Of the producer of facts that come many at a time. */
    Map<String, Object> forMany() {
        return lingering("matrix-ingest", linger);
    }

    /** Of the producer of facts that come one by one and that nobody waits for: the longer they linger, the fewer requests carry them. */
    Map<String, Object> forUnawaited() {
        return lingering("matrix-ingest-unawaited", linger.multipliedBy(UNAWAITED_LINGER));
    }

    private Map<String, Object> lingering(String name, Duration time) {
        Map<String, Object> all = producer(name, batchBytes);
        all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        all.put(ProducerConfig.LINGER_MS_CONFIG, time.toMillis());
        return all;
    }

    /**
     * Of the producer of facts that come one by one, with somebody waiting for each. A fact goes at once; while a request is with
     * the broker, those that come go together in the next one, so what is sent together grows with the load by itself. Few facts
     * have little to gain from compression, and each batch would take 128 KiB of buffers for it.
     */
    Map<String, Object> forOne() {
        Map<String, Object> all = producer("matrix-ingest-single", SMALL_BATCH_BYTES);
        all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        all.put(ProducerConfig.LINGER_MS_CONFIG, 0L);
        return all;
    }

    /** Everything under way fits a producer's memory, so that it has no reason to block. */
    private Map<String, Object> producer(String name, int bytes) {
        return new HashMap<>(Map.ofEntries(
                Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                Map.entry(ProducerConfig.CLIENT_ID_CONFIG, name),
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                // Otherwise a broker that starts could refuse facts for as long as a delivery may take (ARCHITECTURE,
                // "One
                // request at a time").
                Map.entry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1),
                Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, bytes),
                Map.entry(
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        (long) inFlightMaxBytes + (long) BATCHES_UNDER_WAY * bytes),
                // Event loops send: without metadata or memory a send fails at once instead of waiting.
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0L),
                // While no broker answers, it stays known where to send: who forgets that could take nothing on
                // meanwhile.
                Map.entry(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none"),
                // A topic that was quiet for a while keeps its metadata, or its next fact would be answered "retry".
                Map.entry(
                        ProducerConfig.METADATA_MAX_IDLE_CONFIG,
                        Duration.ofDays(365).toMillis()),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) deliveryTimeout.toMillis()),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST_TIMEOUT.toMillis()),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L)));
    }
}
