package io.matrixplatform.replay.stack;

import java.net.URI;
import java.util.Map;

/** Where the parts of a stack are, and the operator's credential. */
public record Endpoints(
        URI ingest, URI api, String operatorToken, String kafkaBootstrap, String registryUrl, URI pinotController) {

    /** @param environment the {@code MATRIX_…} variables; without them the addresses of a stack at offset 0 */
    public static Endpoints from(Map<String, String> environment) {
        return new Endpoints(
                http(environment.getOrDefault("MATRIX_INGEST_HOST", "127.0.0.1") + ":"
                        + environment.getOrDefault("MATRIX_INGEST_PORT", "18080")),
                http(environment.getOrDefault("MATRIX_API_HOST", "127.0.0.1") + ":"
                        + environment.getOrDefault("MATRIX_API_PORT", "18070")),
                environment.getOrDefault("MATRIX_OPERATOR_TOKEN", ""),
                environment.getOrDefault("MATRIX_KAFKA_BOOTSTRAP", "127.0.0.1:19092"),
                environment.getOrDefault("MATRIX_REGISTRY_URL", "http://127.0.0.1:18081/apis/ccompat/v7"),
                http(environment.getOrDefault("MATRIX_PINOT_CONTROLLER", "127.0.0.1:9100")));
    }

    private static URI http(String address) {
        return URI.create("http://" + address);
    }

    @Override
    public String toString() {
        return "ingest " + ingest + ", api " + api + ", kafka " + kafkaBootstrap;
    }
}
