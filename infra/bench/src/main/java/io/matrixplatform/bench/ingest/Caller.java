package io.matrixplatform.bench.ingest;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.access.ApiKeyState;
import io.matrixplatform.events.registry.RecordEncoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.model.access.ApiKeySecret;
import io.matrixplatform.model.ids.ApiKeyId;
import io.matrixplatform.model.ids.TenantId;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A tenant's key, made known to the door as the control plane does. */
final class Caller {
    private Caller() {}

    /** @return the key's text */
    static String admit(String kafka, SchemaRegistry registry) throws Exception {
        ApiKeySecret secret = ApiKeySecret.mint(new SecureRandom());
        ApiKeyState state = ApiKeyState.newBuilder()
                .setKeyId(new ApiKeyId(UUID.randomUUID()).toString())
                .setTenantId(new TenantId(UUID.randomUUID()).toString())
                .setKeyHash(secret.hash())
                .setScopes(List.of("usage:write"))
                .setVersion(1)
                .build();
        byte[] bytes = new RecordEncoder<ApiKeyState>(Topics.ACCESS_API_KEY_STATE, registry).encode(state);
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.ACCESS_API_KEY_STATE.name(), secret.hash(), bytes))
                    .get(30, TimeUnit.SECONDS);
        }
        return secret.text();
    }
}
