package io.matrixplatform.api.access.keys;

import static io.matrixplatform.api.testing.ApiServer.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import io.matrixplatform.api.testing.TestDatabase;
import io.matrixplatform.api.testing.Told;
import io.matrixplatform.events.access.ApiKeyState;
import io.matrixplatform.model.access.ApiKeySecret;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From a key that is minted to one that is revoked, and who sees it. */
class ApiKeyResourceTest {
    private final ApiServer api = ApiServer.running();
    private final String tenant = api.tenant();
    private final String keys = "/v1/tenants/" + tenant + "/api-keys";

    @Test
    void showsTheSecretOnceAndForbidsToStoreTheAnswer() {
        Answer minted = api.post(keys, OPERATOR, "{\"name\":\"backend\"}");

        assertThat(minted.status()).isEqualTo(201);
        assertThat(minted.header("Cache-Control")).hasValue("no-store");
        assertThat(ApiKeySecret.parse(minted.field("secret"))).isPresent();
        assertThat(minted.json().path("scopes")).extracting("_value").containsExactly("usage:write", "usage:read");
        assertThat(api.get(keys, OPERATOR).text())
                .contains(minted.field("id"))
                .doesNotContain(minted.field("secret"))
                .doesNotContain("hash");
    }

    @Test
    void storesNoSecret() {
        String secret = api.key(tenant);

        String stored = TestDatabase.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT string_agg(k::text, ' ') FROM access.api_key k")
                        .mapTo(String.class)
                        .one());

        assertThat(stored)
                .contains(ApiKeySecret.parse(secret).orElseThrow().hash())
                .doesNotContain(secret);
    }

    @Test
    void signsTheTenantInUntilItIsRevoked() {
        Answer minted = api.post(keys, OPERATOR, "{\"name\":\"k\"}");
        String secret = minted.field("secret");
        assertThat(api.get("/v1/meters", secret).status()).isEqualTo(200);

        Answer revoked = api.delete(keys + "/" + minted.field("id"), OPERATOR);
        Answer again = api.delete(keys + "/" + minted.field("id"), OPERATOR);

        assertThat(List.of(revoked.status(), again.status())).containsOnly(204);
        assertThat(api.get("/v1/meters", secret).status()).isEqualTo(401);
    }

    @Test
    void refusesEveryWrongCredentialAlike() {
        Answer minted = api.post(keys, OPERATOR, "{\"name\":\"k\"}");
        api.delete(keys + "/" + minted.field("id"), OPERATOR);
        String unknown = ApiKeySecret.mint(new SecureRandom()).text();

        List<Answer> refused = List.of(
                api.get("/v1/meters", null),
                api.get("/v1/meters", "nonsense"),
                api.get("/v1/meters", unknown),
                api.get("/v1/meters", minted.field("secret")),
                api.get("/v1/meters", "mtx_operator_000000000000000000000000000"));

        assertThat(refused).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).hasValue("Bearer");
            assertThat(answer.field("detail")).isEqualTo(refused.get(0).field("detail"));
        });
    }

    @Test
    void tellsTheEdgesOfMintingAndRevokingInOneKeysRisingVersions() {
        Answer minted = api.post(
                keys, OPERATOR, "{\"name\":\"k\",\"scopes\":[\"inference\"],\"expires_at\":\"2099-01-01T00:00:00Z\"}");
        api.delete(keys + "/" + minted.field("id"), OPERATOR);
        api.delete(keys + "/" + minted.field("id"), OPERATOR);

        List<ApiKeyState> told = Told.ofKey(minted.field("secret"));

        assertThat(told).extracting(ApiKeyState::getVersion).containsExactly(1L, 2L);
        assertThat(told).extracting(ApiKeyState::getTenantId).containsOnly(tenant);
        assertThat(told).extracting(ApiKeyState::getScopes).containsOnly(List.of("inference"));
        assertThat(told.get(0).getExpiresAt()).isEqualTo("2099-01-01T00:00:00Z");
        assertThat(told.get(0).getRevokedAt()).isNull();
        assertThat(told.get(1).getRevokedAt()).isNotNull();
    }

    @Test
    void demandsTheScope() {
        String readOnly = api.post(keys, OPERATOR, "{\"name\":\"k\",\"scopes\":[\"usage:read\"]}")
                .field("secret");

        Answer refused = api.post(
                "/v1/meters",
                readOnly,
                "{\"key\":\"a\",\"event_type\":\"t\",\"aggregation\":\"COUNT\",\"unit\":\"u\"}");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("insufficient-scope");
    }

    @Test
    void doesNotShowAKeyOfAnotherTenant() {
        Answer minted = api.post(keys, OPERATOR, "{\"name\":\"k\"}");
        String other = api.tenant();

        Answer refused = api.delete("/v1/tenants/" + other + "/api-keys/" + minted.field("id"), OPERATOR);

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.problem()).isEqualTo("api-key-not-found");
        assertThat(api.get("/v1/meters", minted.field("secret")).status()).isEqualTo(200);
    }

    @Test
    void letsKeysBeReadByWhoMayReadThemAndShowsThoseOfNoOtherTenant() {
        String reader = api.post(keys, OPERATOR, "{\"name\":\"r\",\"scopes\":[\"keys:read\"]}")
                .field("secret");
        String usage = api.key(tenant);

        assertThat(api.get(keys, reader).status()).isEqualTo(200);
        assertThat(api.get(keys, usage).status()).isEqualTo(403);
        assertThat(api.post(keys, reader, "{\"name\":\"k\"}").status()).isEqualTo(403);
        assertThat(api.get("/v1/tenants/" + api.tenant() + "/api-keys", reader).status())
                .isEqualTo(404);
    }
}
