package io.matrixplatform.ingest.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {
    private final KafkaSettings settings =
            new KafkaSettings("127.0.0.1:1", Duration.ofSeconds(10), Duration.ofMillis(5), 131_072, 1_000_000);

    @Test
    void loseNoFactAndNeverBlockHoweverItIsSent() {
        for (Map<String, Object> producer : List.of(settings.forMany(), settings.forOne(), settings.forUnawaited())) {
            assertThat(producer)
                    .containsEntry(ProducerConfig.ACKS_CONFIG, "all")
                    .containsEntry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true)
                    .containsEntry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1)
                    .containsEntry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0L);
        }
    }

    @Test
    void letAFactThatCameAloneWaitForNothingButTheRequestBefore() {
        assertThat(settings.forOne()).containsEntry(ProducerConfig.LINGER_MS_CONFIG, 0L);
    }

    @Test
    void letFactsThatCameTogetherWaitForCompany() {
        assertThat(settings.forMany())
                .containsEntry(ProducerConfig.LINGER_MS_CONFIG, 5L)
                .containsEntry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    }
}
