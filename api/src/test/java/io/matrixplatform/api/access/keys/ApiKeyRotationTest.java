package io.matrixplatform.api.access.keys;

import static io.matrixplatform.api.testing.ApiServer.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import io.matrixplatform.api.testing.Told;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** One key takes the place of another. */
class ApiKeyRotationTest {
    private final ApiServer api = ApiServer.running();
    private final String keys = "/v1/tenants/" + api.tenant() + "/api-keys";

    @Test
    void rotatesAKeyWithATimeInWhichBothAreTaken() {
        Answer minted = api.post(keys, OPERATOR, "{\"name\":\"k\",\"models\":[\"mini\"]}");

        Answer successor = api.post(keys + "/" + minted.field("id") + "/rotation", OPERATOR, "{\"overlap\":\"PT1H\"}");

        assertThat(successor.status()).isEqualTo(201);
        assertThat(successor.field("rotated_from")).isEqualTo(minted.field("id"));
        assertThat(successor.json().path("models").get(0).asText()).isEqualTo("mini");
        assertThat(successor.field("secret")).startsWith("mtx_live_").isNotEqualTo(minted.field("secret"));
        assertThat(api.get("/v1/meters", minted.field("secret")).status()).isEqualTo(200);
        assertThat(api.get("/v1/meters", successor.field("secret")).status()).isEqualTo(200);
        assertThat(Told.ofKey(minted.field("secret")).get(1).getExpiresAt())
                .isBetween(Instant.now().plusSeconds(3500), Instant.now().plusSeconds(3601));
    }

    @Test
    void rotatesAKeyAtOnceAndNotTwice() {
        Answer minted = api.post(keys, OPERATOR, "{\"name\":\"k\"}");
        String key = keys + "/" + minted.field("id");

        Answer successor = api.post(key + "/rotation", OPERATOR, "{\"overlap\":\"PT0S\"}");
        Answer again = api.post(key + "/rotation", OPERATOR, "{}");

        assertThat(api.get("/v1/meters", minted.field("secret")).status()).isEqualTo(401);
        assertThat(api.get("/v1/meters", successor.field("secret")).status()).isEqualTo(200);
        assertThat(api.get(key, OPERATOR).field("status")).isEqualTo("expired");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.problem()).isEqualTo("api-key-not-active");
        assertThat(api.post(key + "/rotation", OPERATOR, "{\"overlap\":\"-PT1S\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void tellsTheEdgesWhichKeysAreOneToTheirLimits() {
        Answer first = api.post(keys, OPERATOR, "{\"name\":\"k\"}");
        Answer second = api.post(keys + "/" + first.field("id") + "/rotation", OPERATOR, "{\"overlap\":\"PT1H\"}");
        Answer third = api.post(keys + "/" + second.field("id") + "/rotation", OPERATOR, "{\"overlap\":\"PT1H\"}");

        assertThat(Told.ofKey(first.field("secret")).get(0).getFirstKeyId()).isNull();
        assertThat(Told.ofKey(second.field("secret")).get(0).getFirstKeyId()).isEqualTo(first.field("id"));
        assertThat(Told.ofKey(third.field("secret")).get(0).getFirstKeyId()).isEqualTo(first.field("id"));
    }
}
