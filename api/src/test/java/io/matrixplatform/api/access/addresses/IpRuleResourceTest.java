package io.matrixplatform.api.access.addresses;

import static io.matrixplatform.api.testing.ApiServer.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import io.matrixplatform.api.testing.Browser;
import io.matrixplatform.api.testing.FakeRegistry;
import io.matrixplatform.api.testing.TestDatabase;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.access.ApiKeyState;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.model.access.ApiKeySecret;
import java.net.http.HttpRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IpRuleResourceTest {
    private static final String ELSEWHERE = "{\"allow\":[\"203.0.113.0/24\"]}";

    private final ApiServer api = ApiServer.running();
    private final String tenant = api.tenant();
    private final String route = "/v1/tenants/" + tenant + "/ip-rules";
    private final String key = api.key(tenant);
    private final String security = api.post(
                    "/v1/tenants/" + tenant + "/api-keys",
                    OPERATOR,
                    "{\"name\":\"s\",\"scopes\":[\"security:read\",\"security:write\"]}")
            .field("secret");

    @Test
    void saysNothingAtFirst() {
        Answer rules = api.get(route, security);

        assertThat(rules.text()).isEqualTo("{\"allow\":[],\"deny\":[],\"countries_allow\":[],\"countries_deny\":[]}");
        assertThat(rules.header("ETag")).isPresent();
    }

    @Test
    void refusesOtherAddressesFromThenOnAndTheAuditLogHearsOfEachOnceAnHour() {
        Answer put = put(route, OPERATOR, tag(), ELSEWHERE);

        assertThat(put.status()).isEqualTo(200);
        for (int i = 0; i < 3; i++) {
            assertThat(api.get("/v1/meters", key).problem()).isEqualTo("ip-not-allowed");
        }
        Answer heard = api.get("/v1/tenants/" + tenant + "/audit?action=address.refused", OPERATOR);
        assertThat(heard.json().path("data")).hasSize(1);
        assertThat(heard.json().at("/data/0/after/address").asText()).isEqualTo("127.0.0.1");
        put(route, OPERATOR, tag(), "{}");
        assertThat(api.get("/v1/meters", key).status()).isEqualTo(200);
    }

    @Test
    void tellsTheEdgesWithEachKey() {
        put(route, OPERATOR, tag(), "{\"deny\":[\"2001:DB8::/32\"]}");

        List<ApiKeyState> told = told(key);

        assertThat(told).extracting(ApiKeyState::getVersion).containsExactly(1L, 2L);
        assertThat(told.get(0).getTenantCidrsDenied()).isEmpty();
        assertThat(told.get(1).getTenantCidrsDenied()).containsExactly("2001:db8::/32");
    }

    @Test
    void doesNotLetACallerLockItselfOutByMistake() {
        Answer refused = put(route, security, tag(), ELSEWHERE);
        Answer denied = put(route, security, tag(), "{\"deny\":[\"127.0.0.0/8\"]}");
        Answer fitting = put(route, security, tag(), "{\"allow\":[\"127.0.0.1\"]}");
        Answer forced = put(route + "?force=true", security, tag(), ELSEWHERE);

        assertThat(List.of(refused.status(), denied.status())).containsOnly(409);
        assertThat(refused.problem()).isEqualTo("ip-rules-lock-out");
        assertThat(List.of(fitting.status(), forced.status())).containsOnly(200);
        assertThat(api.get(route, security).status()).isEqualTo(403);
    }

    @Test
    void neverShutsAnOperatorOutWhomeverHeActsFor() {
        put(route, OPERATOR, tag(), ELSEWHERE);
        Browser operator = Browser.ofOperator(api);

        operator.post("/v1/session/impersonation", "{\"tenant\":\"" + tenant + "\",\"reason\":\"locked out\"}");

        assertThat(operator.get(route).status()).isEqualTo(200);
        assertThat(operator.delete("/v1/session/impersonation").status()).isEqualTo(204);
    }

    @Test
    void namesWhatIsWrongAndDemandsTheVersion() {
        Answer wrong =
                put(route, security, tag(), "{\"allow\":[\"10.0.0.1/8\"],\"countries_deny\":[\"DE\",\"Germany\"]}");

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().findValuesAsText("pointer")).containsExactly("/allow/0", "/countries_deny/1");
        assertThat(put(route, security, null, "{}").status()).isEqualTo(428);
        assertThat(put(route, security, "\"77\"", "{}").status()).isEqualTo(412);
    }

    @Test
    void refusesCountriesWhereNoneIsKnown() {
        Answer refused = put(route, security, tag(), "{\"countries_allow\":[\"DE\"]}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("countries-unknown");
    }

    @Test
    void isForWhoHasTheScopeInThisTenant() {
        assertThat(api.get(route, key).status()).isEqualTo(403);
        assertThat(put(route, key, "\"1\"", "{}").status()).isEqualTo(403);
        assertThat(api.get("/v1/tenants/" + api.tenant() + "/ip-rules", security)
                        .status())
                .isEqualTo(404);
    }

    private String tag() {
        return api.get(route, OPERATOR).header("ETag").orElseThrow();
    }

    private Answer put(String path, String token, @Nullable String ifMatch, String body) {
        HttpRequest.Builder request = api.request(path, token)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body));
        return api.send((ifMatch == null ? request : request.header("If-Match", ifMatch)).build());
    }

    private static List<ApiKeyState> told(String secret) {
        RecordDecoder<ApiKeyState> decoder = new RecordDecoder<>(Topics.ACCESS_API_KEY_STATE, FakeRegistry.client());
        return TestDatabase.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT value FROM platform.outbox WHERE key = convert_to(:hash, 'UTF8') ORDER BY"
                                        + " xid, id")
                        .bind("hash", ApiKeySecret.parse(secret).orElseThrow().hash())
                        .mapTo(byte[].class)
                        .list())
                .stream()
                .map(decoder::decode)
                .toList();
    }
}
