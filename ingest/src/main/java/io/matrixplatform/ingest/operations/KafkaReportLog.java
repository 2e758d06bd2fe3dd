package io.matrixplatform.ingest.operations;

import io.matrixplatform.events.Topic;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.operations.EdgeReport;
import io.matrixplatform.events.operations.TracedFact;
import io.matrixplatform.events.registry.RecordEncoder;
import io.matrixplatform.events.registry.RegistryException;
import io.matrixplatform.events.registry.SchemaRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports to Kafka, on a producer of their own: they must never take the place of a fact. Used by one thread. */
public final class KafkaReportLog implements ReportLog {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaReportLog.class);
    private static final long BUFFER_BYTES = 8L << 20;
    private static final int LINGER_MS = 20;
    private static final int DELIVERY_TIMEOUT_MS = 5_000;
    private static final int REQUEST_TIMEOUT_MS = 4_000;
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final KafkaProducer<String, byte[]> producer;
    private final SchemaRegistry registry;
    private @Nullable RecordEncoder<EdgeReport> reports;
    private @Nullable RecordEncoder<TracedFact> tracedFacts;

    /** @param bootstrap addresses of brokers */
    public KafkaReportLog(String bootstrap, SchemaRegistry registry) {
        this.registry = registry;
        producer = new KafkaProducer<>(
                Map.ofEntries(
                        Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                        Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "matrix-ingest-reports"),
                        Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                        Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                        Map.entry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1),
                        Map.entry(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS),
                        Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES),
                        Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0L),
                        Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MS),
                        Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS)),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @Override
    public void send(String key, EdgeReport report, Consumer<Boolean> answered) {
        send(Topics.OPERATIONS_EDGE_REPORTS, key, () -> reports().encode(report), answered);
    }

    @Override
    public void send(TracedFact fact, Consumer<Boolean> answered) {
        send(
                Topics.OPERATIONS_TRACED_FACTS,
                fact.getEventId(),
                () -> tracedFacts().encode(fact),
                answered);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback gets the same answer
    private void send(Topic topic, String key, Supplier<byte[]> value, Consumer<Boolean> answered) {
        try {
            producer.send(
                    new ProducerRecord<>(topic.name(), key, value.get()),
                    (metadata, failure) -> answered.accept(failure == null));
        } catch (KafkaException | RegistryException | IllegalStateException failure) {
            LOG.atDebug().setCause(failure).addKeyValue("key", key).log("a report could not be sent");
            answered.accept(false);
        }
    }

    private RecordEncoder<EdgeReport> reports() {
        RecordEncoder<EdgeReport> known = reports;
        if (known == null) {
            known = new RecordEncoder<>(Topics.OPERATIONS_EDGE_REPORTS, registry);
            reports = known;
        }
        return known;
    }

    private RecordEncoder<TracedFact> tracedFacts() {
        RecordEncoder<TracedFact> known = tracedFacts;
        if (known == null) {
            known = new RecordEncoder<>(Topics.OPERATIONS_TRACED_FACTS, registry);
            tracedFacts = known;
        }
        return known;
    }

    @Override
    public void close() {
        producer.close(CLOSE_WITHIN);
    }
}
