package io.matrixplatform.api.operations.edges;

import static io.matrixplatform.api.testing.ApiServer.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import org.junit.jupiter.api.Test;

/** There is no Kafka behind this server, so no edge is heard of. */
class LimitUseResourceTest {
    private final ApiServer api = ApiServer.running();
    private final String tenant = api.tenant();
    private final String key = api.key(tenant);

    @Test
    void saysThatItDoesNotKnowWhatIsUsedWhileNoEdgeIsHeardOf() {
        JsonNode use = api.get("/v1/tenants/" + tenant + "/limit-use", key).json();

        assertThat(use.path("plan").asText()).isEqualTo("free");
        assertThat(use.path("heard_at").isNull()).isTrue();
        assertThat(use.path("limits").findValuesAsText("kind"))
                .containsExactly("requests_per_minute", "requests_per_day", "tokens_per_minute", "concurrent_requests");
        assertThat(use.at("/limits/0/amount").asLong()).isEqualTo(60);
        assertThat(use.at("/limits/0/scope").asText()).isEqualTo("tier");
        assertThat(use.at("/limits/0/used").isNull()).isTrue();
        assertThat(use.at("/limits/0/remaining").isNull()).isTrue();
        assertThat(use.path("keys")).isEmpty();
    }

    @Test
    void showsTheOwnLimitsOfKeysThatMayBeUsed() {
        String narrow = limitedKey();
        String revoked = limitedKey();
        api.delete("/v1/tenants/" + tenant + "/api-keys/" + revoked, OPERATOR);

        JsonNode use = api.get("/v1/tenants/" + tenant + "/limit-use", key).json();

        assertThat(use.path("keys").findValuesAsText("key")).containsExactly(narrow);
        assertThat(use.at("/keys/0/limits").findValuesAsText("kind")).containsExactly("requests_per_minute");
        assertThat(use.at("/keys/0/limits/0/amount").asLong()).isEqualTo(5);
        assertThat(use.at("/keys/0/limits/0/scope").asText()).isEqualTo("key");
    }

    @Test
    void isForWhoeverMayReadUsage() {
        String small = api.post(
                        "/v1/tenants/" + tenant + "/api-keys",
                        OPERATOR,
                        "{\"name\":\"small\",\"scopes\":[\"inference\"]}")
                .field("secret");

        assertThat(api.get("/v1/tenants/" + tenant + "/limit-use", small).problem())
                .isEqualTo("insufficient-scope");
        assertThat(api.get("/v1/tenants/" + api.tenant() + "/limit-use", key).problem())
                .isEqualTo("tenant-not-found");
    }

    private String limitedKey() {
        String id = api.post("/v1/tenants/" + tenant + "/api-keys", OPERATOR, "{\"name\":\"narrow\"}")
                .field("id");
        Answer limited = api.put(
                "/v1/tenants/" + tenant + "/api-keys/" + id + "/limits",
                OPERATOR,
                "\"0\"",
                "{\"limits\":[{\"kind\":\"requests_per_minute\",\"amount\":5}]}");
        assertThat(limited.status()).isEqualTo(200);
        return id;
    }
}
