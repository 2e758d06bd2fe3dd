package io.matrixplatform.bench;

import io.matrixplatform.events.Topic;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.access.ApiKeyState;
import io.matrixplatform.events.access.LimitSetting;
import io.matrixplatform.events.access.LimitState;
import io.matrixplatform.events.inference.RouteState;
import io.matrixplatform.events.inference.Upstream;
import io.matrixplatform.events.registry.RecordEncoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.model.access.ApiKeySecret;
import io.matrixplatform.model.ids.ApiKeyId;
import io.matrixplatform.model.ids.SubscriptionId;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.inference.ApiDialect;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Tells the door what the control plane would: keys, limits of plans and keys, routes. What was told is in the log once it is closed. */
public final class ControlPlane implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaProducer<String, byte[]> producer;
    private final RecordEncoder<ApiKeyState> keys;
    private final RecordEncoder<LimitState> limits;
    private final RecordEncoder<RouteState> routes;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    public ControlPlane(String kafka, SchemaRegistry registry) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka,
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        128 * 1024),
                new StringSerializer(),
                new ByteArraySerializer());
        keys = new RecordEncoder<>(Topics.ACCESS_API_KEY_STATE, registry);
        limits = new RecordEncoder<>(Topics.ACCESS_LIMIT_STATE, registry);
        routes = new RecordEncoder<>(Topics.INFERENCE_ROUTE_STATE, registry);
    }

    /**
     * A key of a tenant of its own, with a subscription to a plan.
     *
     * @return the key's public id
     */
    public String admit(ApiKeySecret secret, List<String> scopes, String plan) {
        String keyId = new ApiKeyId(UUID.randomUUID()).toString();
        ApiKeyState state = ApiKeyState.newBuilder()
                .setKeyId(keyId)
                .setTenantId(new TenantId(UUID.randomUUID()).toString())
                .setSubscriptionId(new SubscriptionId(UUID.randomUUID()).toString())
                .setPlan(plan)
                .setKeyHash(secret.hash())
                .setScopes(scopes)
                .setVersion(1)
                .build();
        send(Topics.ACCESS_API_KEY_STATE, secret.hash(), keys.encode(state));
        return keyId;
    }

    public void limitPlan(String plan, List<LimitSetting> settings) {
        limit("plan", plan, settings);
    }

    public void limitKey(String keyId, List<LimitSetting> settings) {
        limit("key", keyId, settings);
    }

    private void limit(String scope, String id, List<LimitSetting> settings) {
        send(Topics.ACCESS_LIMIT_STATE, scope + "/" + id, limits.encode(new LimitState(scope, id, 1L, settings)));
    }

    /** @param baseUrl of the server that answers for the model */
    public void route(String model, String baseUrl) {
        Upstream upstream = new Upstream(
                "bench",
                baseUrl,
                model,
                null,
                PATIENCE.toMillis(),
                PATIENCE.toMillis(),
                PATIENCE.toMillis(),
                0,
                ApiDialect.OPENAI.toString());
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        RouteState state = new RouteState(model, 1L, List.of(upstream), null, null, now, false);
        send(Topics.INFERENCE_ROUTE_STATE, model, routes.encode(state));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback gets the same answer
    private void send(Topic topic, String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic.name(), key, value), (metadata, failed) -> {
            if (failed != null) {
                failure.compareAndSet(null, failed);
            }
        });
    }

    @Override
    public void close() throws IOException {
        producer.close(PATIENCE);
        Exception failed = failure.get();
        if (failed != null) {
            throw new IOException("the door could not be told", failed);
        }
    }
}
