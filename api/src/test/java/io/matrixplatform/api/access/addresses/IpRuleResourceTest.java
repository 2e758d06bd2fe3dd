package io.matrixplatform.api.access.addresses;

import static io.matrixplatform.api.testing.ApiServer.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import io.matrixplatform.api.testing.Browser;
import io.matrixplatform.api.testing.Told;
import io.matrixplatform.events.access.ApiKeyState;
import java.util.List;
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
        Answer put = api.put(route, OPERATOR, tag(), ELSEWHERE);

        assertThat(put.status()).isEqualTo(200);
        for (int i = 0; i < 3; i++) {
            assertThat(api.get("/v1/meters", key).problem()).isEqualTo("ip-not-allowed");
        }
        Answer heard = api.get("/v1/tenants/" + tenant + "/audit?action=address.refused", OPERATOR);
        assertThat(heard.json().path("data")).hasSize(1);
        assertThat(heard.json().at("/data/0/after/address").asText()).isEqualTo("127.0.0.1");
        api.put(route, OPERATOR, tag(), "{}");
        assertThat(api.get("/v1/meters", key).status()).isEqualTo(200);
    }

    @Test
    void tellsTheEdgesWithEachKey() {
        api.put(route, OPERATOR, tag(), "{\"deny\":[\"2001:DB8::/32\"]}");

        List<ApiKeyState> told = Told.ofKey(key);

        assertThat(told).extracting(ApiKeyState::getVersion).containsExactly(1L, 2L);
        assertThat(told.get(0).getTenantCidrsDenied()).isEmpty();
        assertThat(told.get(1).getTenantCidrsDenied()).containsExactly("2001:db8::/32");
    }

    @Test
    void doesNotLetACallerLockItselfOutByMistake() {
        Answer refused = api.put(route, security, tag(), ELSEWHERE);
        Answer denied = api.put(route, security, tag(), "{\"deny\":[\"127.0.0.0/8\"]}");
        Answer fitting = api.put(route, security, tag(), "{\"allow\":[\"127.0.0.1\"]}");
        Answer forced = api.put(route + "?force=true", security, tag(), ELSEWHERE);

        assertThat(List.of(refused.status(), denied.status())).containsOnly(409);
        assertThat(refused.problem()).isEqualTo("ip-rules-lock-out");
        assertThat(List.of(fitting.status(), forced.status())).containsOnly(200);
        assertThat(api.get(route, security).status()).isEqualTo(403);
    }

    @Test
    void neverShutsAnOperatorOutWhomeverHeActsFor() {
        api.put(route, OPERATOR, tag(), ELSEWHERE);
        Browser operator = Browser.ofOperator(api);

        operator.post("/v1/session/impersonation", "{\"tenant\":\"" + tenant + "\",\"reason\":\"locked out\"}");

        assertThat(operator.get(route).status()).isEqualTo(200);
        assertThat(operator.delete("/v1/session/impersonation").status()).isEqualTo(204);
    }

    @Test
    void namesWhatIsWrongAndDemandsTheVersion() {
        Answer wrong =
                api.put(route, security, tag(), "{\"allow\":[\"10.0.0.1/8\"],\"countries_deny\":[\"DE\",\"Germany\"]}");

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().findValuesAsText("pointer")).containsExactly("/allow/0", "/countries_deny/1");
        assertThat(api.put(route, security, null, "{}").status()).isEqualTo(428);
        assertThat(api.put(route, security, "\"77\"", "{}").status()).isEqualTo(412);
    }

    @Test
    void refusesCountriesWhereNoneIsKnown() {
        Answer refused = api.put(route, security, tag(), "{\"countries_allow\":[\"DE\"]}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("countries-unknown");
    }

    @Test
    void isForWhoHasTheScopeInThisTenant() {
        assertThat(api.get(route, key).status()).isEqualTo(403);
        assertThat(api.put(route, key, "\"1\"", "{}").status()).isEqualTo(403);
        assertThat(api.get("/v1/tenants/" + api.tenant() + "/ip-rules", security)
                        .status())
                .isEqualTo(404);
    }

    private String tag() {
        return api.get(route, OPERATOR).header("ETag").orElseThrow();
    }
}
