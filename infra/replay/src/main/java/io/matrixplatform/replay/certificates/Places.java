package io.matrixplatform.replay.certificates;

import java.util.Map;

/** Where the stores are that certificates are held against. */
public record Places(
        String kafkaBootstrap, String registryUrl, String postgresUrl, String postgresUser, String postgresPassword) {

    /** @param environment the {@code MATRIX_…} variables; without them the addresses of a stack at offset 0 */
    public static Places from(Map<String, String> environment) {
        return new Places(
                environment.getOrDefault("MATRIX_KAFKA_BOOTSTRAP", "127.0.0.1:19092"),
                environment.getOrDefault("MATRIX_REGISTRY_URL", "http://127.0.0.1:18081/apis/ccompat/v7"),
                environment.getOrDefault("MATRIX_POSTGRES_URL", "jdbc:postgresql://127.0.0.1:15432/matrix"),
                environment.getOrDefault("MATRIX_POSTGRES_USER", "matrix"),
                environment.getOrDefault("MATRIX_POSTGRES_PASSWORD", ""));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "kafka " + kafkaBootstrap + ", postgresql " + postgresUrl;
    }
}
