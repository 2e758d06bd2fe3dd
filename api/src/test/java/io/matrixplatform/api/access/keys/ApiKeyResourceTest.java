package io.matrixplatform.api.access.keys;

import static io.matrixplatform.api.testing.ApiServer.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import io.matrixplatform.api.testing.TestDatabase;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.access.ApiKeyState;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.model.access.ApiKeySecret;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

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
        String unknown = ApiKeySecret.mint(new java.security.SecureRandom()).text();

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

        List<ApiKeyState> told = told(minted.field("secret"));

        assertThat(told).extracting(ApiKeyState::getVersion).containsExactly(1L, 2L);
        assertThat(told).extracting(ApiKeyState::getTenantId).containsOnly(tenant);
        assertThat(told).extracting(ApiKeyState::getScopes).containsOnly(List.of("inference"));
        assertThat(told.get(0).getExpiresAt()).isEqualTo("2099-01-01T00:00:00Z");
        assertThat(told.get(0).getRevokedAt()).isNull();
        assertThat(told.get(1).getRevokedAt()).isNotNull();
    }

    @Test
    void refusesUnknownScopesAndAPastExpiryNamingEach() {
        Answer refused = api.post(
                keys,
                OPERATOR,
                "{\"name\":\"k\",\"scopes\":[\"usage:read\",\"root\"],\"expires_at\":\"2001-01-01T00:00:00Z\"}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().findValuesAsText("pointer")).containsExactlyInAnyOrder("/scopes/1", "/expires_at");
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
    void narrowsAKeyToModelsAndAddressesInCanonicalFormAndTellsTheEdges() {
        Answer minted = api.post(
                keys,
                OPERATOR,
                "{\"name\":\"k\",\"models\":[\"mini\"],\"cidrs\":[\"192.0.2.7\",\"2001:DB8:0:0::/32\",\"192.0.2.7/32\"]}");

        assertThat(minted.json().path("cidrs").toString()).isEqualTo("[\"192.0.2.7/32\",\"2001:db8::/32\"]");
        assertThat(minted.field("status")).isEqualTo("active");
        ApiKeyState told = told(minted.field("secret")).get(0);
        assertThat(told.getModels()).containsExactly("mini");
        assertThat(told.getCidrs()).containsExactly("192.0.2.7/32", "2001:db8::/32");
        Answer refused = api.get("/v1/meters", minted.field("secret"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("ip-not-allowed");
    }

    @Test
    void refusesWhatIsNoRangeAndMoreThanAHundred() {
        String many = "\"192.0.2.1\",".repeat(100) + "\"192.0.2.1\"";

        Answer wrong = api.post(keys, OPERATOR, "{\"name\":\"k\",\"cidrs\":[\"192.0.2.1/24\",\"localhost\"]}");
        Answer tooMany = api.post(keys, OPERATOR, "{\"name\":\"k\",\"cidrs\":[" + many + "]}");

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().findValuesAsText("pointer")).containsExactly("/cidrs/0", "/cidrs/1");
        assertThat(tooMany.json().findValuesAsText("pointer")).containsExactly("/cidrs");
    }

    @Test
    void givesNoKeyMoreThanItsMakerHas() {
        String maker = api.post(
                        keys,
                        OPERATOR,
                        "{\"name\":\"m\",\"scopes\":[\"keys:write\",\"usage:read\"],\"models\":[\"mini\"],\"cidrs\":[\"127.0.0.0/8\"],"
                                + "\"expires_at\":\"2099-01-01T00:00:00Z\"}")
                .field("secret");
        String within = "\"name\":\"k\",\"scopes\":[\"usage:read\"],\"models\":[\"mini\"],\"cidrs\":[\"127.0.0.1\"],"
                + "\"expires_at\":\"2098-01-01T00:00:00Z\"";

        assertThat(api.post(keys, maker, "{" + within + "}").status()).isEqualTo(201);
        for (String beyond : List.of(
                within.replace("usage:read", "usage:write"),
                within.replace("\"models\":[\"mini\"],", ""),
                within.replace("mini", "large"),
                within.replace("127.0.0.1", "10.0.0.1"),
                within.replace("127.0.0.1", "0.0.0.0/0"),
                within.replace("2098", "2100"),
                within.replace(",\"expires_at\":\"2098-01-01T00:00:00Z\"", ""))) {
            Answer refused = api.post(keys, maker, "{" + beyond + "}");

            assertThat(refused.status()).as(beyond).isEqualTo(403);
            assertThat(refused.problem()).isEqualTo("key-exceeds-maker");
        }
    }

    @Test
    void changesAKeyThatNobodyElseHasChangedMeanwhile() {
        Answer minted = api.post(keys, OPERATOR, "{\"name\":\"k\",\"expires_at\":\"2099-01-01T00:00:00Z\"}");
        String key = keys + "/" + minted.field("id");
        String tag = api.get(key, OPERATOR).header("ETag").orElseThrow();

        Answer changed = patch(key, tag, "{\"name\":\"other\",\"models\":[\"mini\"],\"expires_at\":null}");
        Answer stale = patch(key, tag, "{\"name\":\"third\"}");
        Answer blind = patch(key, null, "{\"name\":\"third\"}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.field("name")).isEqualTo("other");
        assertThat(changed.json().path("expires_at").isNull()).isTrue();
        assertThat(changed.json().path("scopes")).isEqualTo(minted.json().path("scopes"));
        assertThat(List.of(stale.status(), blind.status())).containsExactly(412, 428);
        assertThat(told(minted.field("secret")).get(1).getModels()).containsExactly("mini");
        assertThat(api.get(keys.replace("api-keys", "audit") + "?action=api-key.changed", OPERATOR)
                        .json()
                        .at("/data/0/before/name")
                        .asText())
                .isEqualTo("k");
    }

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
        assertThat(told(minted.field("secret")).get(1).getExpiresAt())
                .isBetween(Instant.now().plusSeconds(3500), Instant.now().plusSeconds(3601));
    }

    @Test
    void tellsTheEdgesWhichKeysAreOneToTheirLimits() {
        Answer first = api.post(keys, OPERATOR, "{\"name\":\"k\"}");
        Answer second = api.post(keys + "/" + first.field("id") + "/rotation", OPERATOR, "{\"overlap\":\"PT1H\"}");
        Answer third = api.post(keys + "/" + second.field("id") + "/rotation", OPERATOR, "{\"overlap\":\"PT1H\"}");

        assertThat(told(first.field("secret")).get(0).getFirstKeyId()).isNull();
        assertThat(told(second.field("secret")).get(0).getFirstKeyId()).isEqualTo(first.field("id"));
        assertThat(told(third.field("secret")).get(0).getFirstKeyId()).isEqualTo(first.field("id"));
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

    private Answer patch(String path, @Nullable String ifMatch, String body) {
        HttpRequest.Builder request = api.request(path, OPERATOR)
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(body));
        return api.send((ifMatch == null ? request : request.header("If-Match", ifMatch)).build());
    }

    private static List<ApiKeyState> told(String secret) {
        String hash = ApiKeySecret.parse(secret).orElseThrow().hash();
        RecordDecoder<ApiKeyState> decoder =
                new RecordDecoder<>(Topics.ACCESS_API_KEY_STATE, io.matrixplatform.api.testing.FakeRegistry.client());
        return TestDatabase.jdbi()
                .withHandle(handle -> handle.createQuery("""
                                SELECT value
                                  FROM platform.outbox
                                 WHERE topic = 'access.api-key-state.v1'
                                   AND key = convert_to(:hash, 'UTF8')
                                 ORDER BY xid, id
                                """)
                        .bind("hash", hash)
                        .mapTo(byte[].class)
                        .list())
                .stream()
                .map(decoder::decode)
                .toList();
    }
}
