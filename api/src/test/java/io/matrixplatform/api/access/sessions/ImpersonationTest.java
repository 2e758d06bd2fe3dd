package io.matrixplatform.api.access.sessions;

import static io.matrixplatform.api.testing.ApiServer.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import io.matrixplatform.api.testing.Browser;
import io.matrixplatform.api.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImpersonationTest {
    private final ApiServer api = ApiServer.running();
    private final Browser browser = new Browser(api);
    private final String email = ApiServer.email();

    @BeforeEach
    void aUser() {
        TestDatabase.without("access.attempt");
        api.user(email, false);
    }

    @Test
    void letsAnOperatorActAsAnOwnerOfOneTenantAndAsNothingElse() {
        Browser operator = Browser.ofOperator(api);
        String tenant = api.tenant();

        Answer begun = operator.post(
                "/v1/session/impersonation", "{\"tenant\":\"" + tenant + "\",\"reason\":\"ticket 4711\"}");

        assertThat(begun.status()).as(begun.text()).isEqualTo(201);
        assertThat(begun.json().path("operator").asBoolean()).isFalse();
        assertThat(operator.get("/v1/session")
                        .json()
                        .at("/impersonating/tenant")
                        .asText())
                .isEqualTo(tenant);
        assertThat(operator.get("/v1/session")
                        .json()
                        .at("/impersonating/reason")
                        .asText())
                .isEqualTo("ticket 4711");
        assertThat(operator.get("/v1/session").json().at("/tenants/0/role").asText())
                .isEqualTo("owner");
        assertThat(operator.get("/v1/meters").status()).isEqualTo(200);
        assertThat(operator.get("/v1/meters?tenant=" + api.tenant()).status()).isEqualTo(404);
        assertThat(operator.get("/v1/tenants").problem()).isEqualTo("operator-only");
        assertThat(operator.delete("/v1/session/impersonation").status()).isEqualTo(204);
        assertThat(operator.get("/v1/tenants").status()).isEqualTo(200);
        assertThat(remembered(tenant)).contains("impersonation.begun", "impersonation.ended", "ticket 4711");
    }

    @Test
    void letsNobodyElseImpersonate() {
        browser.signIn(email, PASSWORD);
        String body = "{\"tenant\":\"" + api.tenant() + "\",\"reason\":\"curiosity\"}";

        assertThat(browser.post("/v1/session/impersonation", body).problem()).isEqualTo("operator-only");
        assertThat(Browser.ofOperator(api)
                        .post("/v1/session/impersonation", body.replace("curiosity", " "))
                        .status())
                .isEqualTo(422);
        assertThat(Browser.ofOperator(api)
                        .post("/v1/session/impersonation", "{\"tenant\":\"ten_none\",\"reason\":\"r\"}")
                        .problem())
                .isEqualTo("tenant-not-found");
    }

    private String remembered(String tenant) {
        return api.get("/v1/tenants/" + tenant + "/audit", ApiServer.OPERATOR).text();
    }
}
