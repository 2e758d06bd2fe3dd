package io.matrixplatform.api.access.keys;

import static io.matrixplatform.api.testing.ApiServer.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import io.matrixplatform.model.access.ApiKeySecret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a key is nobody's to set, and nobody's to see. */
class ApiKeyPropertiesTest {
    private final ApiServer api = ApiServer.running();
    private final String tenant = api.tenant();
    private final String keys = "/v1/tenants/" + tenant + "/api-keys";
    private final Answer minted = api.post(keys, OPERATOR, "{\"name\":\"k\"}");
    private final String key = keys + "/" + minted.field("id");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tenant_id",
                "id",
                "created_at",
                "created_by",
                "revoked_at",
                "status",
                "version",
                "key_hash",
                "secret",
                "last_four",
                "rotated_from",
                "limits"
            })
    void areRefusedByNameInAChangeAndInANewKey(String property) {
        Answer before = api.get(key, OPERATOR);
        String body = "{\"name\":\"other\",\"" + property + "\":\"x\"}";

        Answer changed = api.patch(key, OPERATOR, before.header("ETag").orElseThrow(), body);
        Answer made = api.post(keys, OPERATOR, body);

        assertThat(changed.status()).isEqualTo(422);
        assertThat(changed.json().at("/errors/0/pointer").asText()).isEqualTo("/" + property);
        assertThat(made.status()).isEqualTo(422);
        assertThat(made.json().at("/errors/0/pointer").asText()).isEqualTo("/" + property);
        assertThat(api.get(key, OPERATOR).text()).isEqualTo(before.text());
    }

    @Test
    void areNotShown() {
        String secret = minted.field("secret");
        String hash = ApiKeySecret.parse(secret).orElseThrow().hash();

        String shown = api.get(key, OPERATOR).text()
                + api.get(keys, OPERATOR).text()
                + api.get("/v1/tenants/" + tenant + "/audit", OPERATOR).text();

        assertThat(shown).contains(minted.field("id")).doesNotContain(hash, secret, "key_hash");
        assertThat(minted.text()).doesNotContain(hash);
    }
}
