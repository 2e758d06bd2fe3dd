package io.matrixplatform.api.metering.preview;

import static io.matrixplatform.api.testing.ApiServer.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import org.junit.jupiter.api.Test;

/** There is no Kafka behind the server under test; what is counted is in {@link PreviewCountTest}. */
class MeterPreviewResourceTest {
    private static final String GPU = """
            {"key":"gpu.seconds","event_type":"com.example.job","aggregation":"SUM","value_field":"gpu.seconds",
             "dimensions":["zone"],"unit":"seconds"}""";

    private final ApiServer api = ApiServer.running();
    private final String tenant = api.tenant();

    @Test
    void saysSoWhenTheLogCannotBeRead() {
        Answer answer = api.post("/v1/meters/preview", api.key(tenant), GPU);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("raw-log-unavailable");
    }

    @Test
    void refusesWhatCouldNotBeDefined() {
        Answer answer =
                api.post("/v1/meters/preview", api.key(tenant), GPU.replace("\"gpu.seconds\",\n", "\"a b\",\n"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo("/value_field");
    }

    @Test
    void isForWhoMayDefineMetersOfThisTenant() {
        String reader = api.post(
                        "/v1/tenants/" + tenant + "/api-keys", OPERATOR, "{\"name\":\"k\",\"scopes\":[\"usage:read\"]}")
                .field("secret");

        assertThat(api.post("/v1/meters/preview", reader, GPU).problem()).isEqualTo("insufficient-scope");
        assertThat(api.post("/v1/meters/preview?tenant=" + api.tenant(), api.key(tenant), GPU)
                        .problem())
                .isEqualTo("tenant-not-found");
        assertThat(api.post("/v1/meters/preview", null, GPU).status()).isEqualTo(401);
    }
}
