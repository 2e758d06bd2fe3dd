package io.matrixplatform.streams.platform;

import io.matrixplatform.events.Topic;
import io.matrixplatform.events.registry.RecordEncoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.SerializationSchema.InitializationContext;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Puts an {@link Outgoing} into the registry's wire format, on its own topic. */
public final class PublishRecord implements KafkaRecordSerializationSchema<Outgoing> {
    private final String registryUrl;

    @SuppressWarnings("NullAway.Init") // by open
    private transient SchemaRegistry registry;

    @SuppressWarnings("NullAway.Init") // by open
    private transient Map<String, RecordEncoder<SpecificRecord>> encoders;

    public PublishRecord(String registryUrl) {
        this.registryUrl = registryUrl;
    }

    @Override
    public void open(InitializationContext context, KafkaSinkContext sinkContext) {
        registry = SchemaRegistry.at(registryUrl);
        encoders = new HashMap<>();
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            Outgoing record, KafkaSinkContext context, @Nullable Long timestamp) {
        Topic topic = record.topic();
        RecordEncoder<SpecificRecord> encoder =
                encoders.computeIfAbsent(topic.name(), name -> new RecordEncoder<>(topic, registry));
        return new ProducerRecord<>(topic.name(), record.key(), encoder.encode(record.value()));
    }
}
