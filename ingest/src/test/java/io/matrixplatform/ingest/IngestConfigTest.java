package io.matrixplatform.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.matrixplatform.ingest.access.StaleKeys;
import io.matrixplatform.ingest.access.WrongKeys;
import io.matrixplatform.ingest.access.limits.LimiterConfig;
import io.matrixplatform.ingest.inference.InferenceConfig;
import io.matrixplatform.ingest.metering.EventBounds;
import io.matrixplatform.ingest.metering.KafkaSettings;
import io.matrixplatform.model.access.buckets.Rate;
import io.matrixplatform.tracing.TracingConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestConfigTest {
    @Test
    void defaultsAreTheDocumentedOnes() {
        assertThat(IngestConfig.load(Map.of()))
                .isEqualTo(new IngestConfig(
                        new IngestConfig.Http(
                                "127.0.0.1", 18080, 2, "", "", Duration.ofMinutes(5), Duration.ofSeconds(5)),
                        new EventBounds(
                                2_097_152,
                                Duration.ofSeconds(10),
                                1_000,
                                10_000,
                                Duration.ofDays(35),
                                Duration.ofMinutes(5),
                                5,
                                64,
                                128,
                                512),
                        new KafkaSettings(
                                "127.0.0.1:19092", Duration.ofSeconds(10), Duration.ofMillis(5), 131_072, 33_554_432),
                        new InferenceConfig(
                                "edge-1",
                                4_194_304,
                                Duration.ofSeconds(30),
                                33_554_432,
                                Duration.ofMinutes(15),
                                256,
                                4_194_304,
                                67_108_864,
                                "",
                                false),
                        "http://127.0.0.1:18081/apis/ccompat/v7",
                        new StaleKeys(Duration.ofSeconds(60), StaleKeys.Then.SERVE),
                        new WrongKeys.Allowance(new Rate(60, 300), 100_000),
                        new LimiterConfig(Duration.ofMinutes(10), Duration.ofMinutes(20), Duration.ofSeconds(5)),
                        new TracingConfig("", 0.01, 50),
                        "",
                        ".matrix/data/ingest"));
    }

    @Test
    void takesAddressesFromTheEnvironment() {
        IngestConfig config = IngestConfig.load(Map.of(
                "MATRIX_INGEST_HOST", "0.0.0.0",
                "MATRIX_INGEST_PORT", "21080",
                "MATRIX_KAFKA_BOOTSTRAP", "kafka:9092",
                "MATRIX_REGISTRY_URL", "https://registry.example",
                "MATRIX_DATA_DIR", "/var/lib/matrix"));

        assertThat(config.http().host()).isEqualTo("0.0.0.0");
        assertThat(config.http().port()).isEqualTo(21080);
        assertThat(config.kafka().bootstrap()).isEqualTo("kafka:9092");
        assertThat(config.registryUrl()).isEqualTo("https://registry.example");
        assertThat(config.dataDir()).isEqualTo("/var/lib/matrix");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            eventsMax: 1000                | eventsMax: 0                  | eventsMax must be at least 1
            eventsMax: 1000                |                               | eventsMax
            deliveryTimeout: PT10S         | deliveryTimeout: PT15S        | must be shorter than PT15S
            deliveryTimeout: PT10S         | deliveryTimeout: PT1S         | must leave room for one request
            after: PT60S                   | after: PT1S                   | must be at least PT5S
            burst: 300                     | burst: 0                      | at least one through per minute
            maxAddresses: 100000           | maxAddresses: 0               | maxAddresses must be at least 1
            then: serve                    | then: panic                   | panic
            idleTimeout: PT5M              | idleTimeout: PT9S             | must be longer than deliveryTimeout
            inFlightMaxBytes: 33554432     | inFlightMaxBytes: 2097152     | must be twice bodyMaxBytes
            callMax: PT15M                 | callMax: PT0S                 | callMax must be positive
            permitMaxAge: PT20M            | permitMaxAge: PT15M           | must be longer than callMax
            staleAfter: PT10M              | staleAfter: PT1S              | must be at least PT5S
            edge: ${MATRIX_EDGE:-edge-1}   | edge: a/b                     | edge must be a name
            fieldsMax: 64                  | fieldsMax: 6400               | would not fit a Kafka record
            ratio: ${MATRIX_TRACES_RATIO:-0.01} | ratio: 2                  | tracing.ratio must be from 0 to 1
            trustedProxies: "${MATRIX_TRUSTED_PROXIES:-}" | trustedProxies: 10.0.0.1/8 | has bits after its prefix
            corsOrigins: "${MATRIX_CORS_ORIGINS:-}" | corsOrigins: "*"    | is no origin
            port: ${MATRIX_INGEST_PORT:-18080} | port: 70000               | port must be from 0 to 65535
            port: ${MATRIX_INGEST_PORT:-18080} | port: ${MATRIX_NOWHERE}   | MATRIX_NOWHERE
            """)
    void refusesNonsenseWithTheReason(String line, @Nullable String wrong, String reason) throws IOException {
        String yaml = shipped().replace(line, wrong == null ? "" : wrong);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> IngestConfig.parse(yaml, Map.of()))
                .withMessageContaining(reason);
    }

    @Test
    void refusesAKeyItDoesNotKnow() throws IOException {
        String yaml = shipped() + "eventLops: 2\n";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> IngestConfig.parse(yaml, Map.of()))
                .withMessageContaining("eventLops");
    }

    private static String shipped() throws IOException {
        try (InputStream yaml = IngestConfig.class.getResourceAsStream("/ingest.yml")) {
            return new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
