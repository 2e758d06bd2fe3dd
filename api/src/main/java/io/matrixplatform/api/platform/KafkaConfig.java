package io.matrixplatform.api.platform;

import static java.util.Objects.requireNonNull;

/**
 * Where Kafka and the schema registry are.
 *
 * @param bootstrap host:port, several joined by commas
 * @param registryUrl base address of the Confluent API
 */
public record KafkaConfig(String bootstrap, String registryUrl) {
    public KafkaConfig {
        requireNonNull(bootstrap, "kafka.bootstrap");
        requireNonNull(registryUrl, "kafka.registryUrl");
    }
}
