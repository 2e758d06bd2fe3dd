package io.matrixplatform.api.billing.subscriptions;

import static io.matrixplatform.api.testing.ApiServer.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import org.junit.jupiter.api.Test;

class SubscriptionResourceTest {
    private final ApiServer api = ApiServer.running();
    private final String tenant = api.tenant();
    private final String route = "/v1/tenants/" + tenant + "/subscriptions";

    @Test
    void showsTheFreePlanOfANewTenant() {
        Answer listed = api.get(route, OPERATOR);

        assertThat(listed.json().path("data")).hasSize(1);
        assertThat(listed.json().at("/data/0/plan").asText()).isEqualTo("free");
        assertThat(listed.json().at("/data/0/status").asText()).isEqualTo("active");
        assertThat(listed.json().at("/data/0/phases/0/plan").asText()).isEqualTo("free");
        assertThat(listed.json().at("/data/0/phases/0/to").isNull()).isTrue();
        assertThat(id()).startsWith("sub_");
        assertThat(api.get(route + "/" + id(), OPERATOR).json())
                .isEqualTo(listed.json().at("/data/0"));
    }

    @Test
    void changesAndCancels() {
        Answer changed = api.post(route + "/" + id() + "/changes", OPERATOR, "{\"plan\":\"enterprise\"}");
        Answer cancelled = api.post(
                route + "/" + id() + "/cancellation",
                OPERATOR,
                "{\"effective_at\":\"" + changed.json().at("/phases/1/from").asText() + "\"}");

        assertThat(changed.status()).isEqualTo(201);
        assertThat(changed.header("Location"))
                .hasValueSatisfying(at -> assertThat(at).endsWith(route + "/" + id()));
        assertThat(changed.json().at("/phases/1/plan").asText()).isEqualTo("enterprise");
        assertThat(cancelled.field("status")).isEqualTo("ending");
        assertThat(cancelled.json().path("phases")).hasSize(1);
    }

    @Test
    void remembersWhoDidWhat() {
        api.post(route + "/" + id() + "/changes", OPERATOR, "{\"plan\":\"pro\"}");
        api.post(route + "/" + id() + "/cancellation", OPERATOR, "{}");
        api.post(route + "/" + id() + "/cancellation", OPERATOR, "{}");

        JsonNode entries =
                api.get("/v1/tenants/" + tenant + "/audit", OPERATOR).json().path("data");

        assertThat(entries.findValuesAsText("action"))
                .containsExactly(
                        "subscription.cancelled",
                        "subscription.plan-changed",
                        "subscription.started",
                        "tenant.founded");
        assertThat(entries.get(0).path("subject").asText()).isEqualTo(id());
        assertThat(entries.get(0).at("/before/status").asText()).isEqualTo("active");
        assertThat(entries.get(0).at("/after/status").asText()).isEqualTo("ending");
        assertThat(entries.get(0).at("/actor/kind").asText()).isEqualTo("operator");
    }

    @Test
    void doesAChangeOnceHoweverOftenItIsSent() {
        String changes = route + "/" + id() + "/changes";

        Answer first = api.post(changes, OPERATOR, "{\"plan\":\"pro\"}", "once " + route);
        Answer again = api.post(changes, OPERATOR, "{\"plan\":\"pro\"}", "once " + route);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
    }

    @Test
    void letsATenantWithTheScopeChooseProButNotEnterprise() {
        String key = key("subscription:read", "subscription:write");

        assertThat(api.post(route + "/" + id() + "/changes", key, "{\"plan\":\"pro\"}")
                        .status())
                .isEqualTo(201);
        Answer refused = api.post(route + "/" + id() + "/changes", key, "{\"plan\":\"enterprise\"}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("plan-by-agreement");
    }

    @Test
    void demandsTheScope() {
        String reader = key("subscription:read");
        String other = key("usage:read");

        assertThat(api.get(route, reader).status()).isEqualTo(200);
        assertThat(api.post(route + "/" + id() + "/changes", reader, "{\"plan\":\"pro\"}")
                        .problem())
                .isEqualTo("insufficient-scope");
        assertThat(api.post(route, reader, "{\"plan\":\"pro\"}").problem()).isEqualTo("insufficient-scope");
        assertThat(api.post(route + "/" + id() + "/cancellation", reader, "{}").problem())
                .isEqualTo("insufficient-scope");
        assertThat(api.get(route, other).status()).isEqualTo(403);
    }

    @Test
    void doesNotShowOrChangeAnotherTenantsSubscription() {
        String other = api.tenant();
        String otherRoute = "/v1/tenants/" + other + "/subscriptions";
        String key = key("subscription:read", "subscription:write");

        assertThat(api.get(otherRoute, key).problem()).isEqualTo("tenant-not-found");
        assertThat(api.post(otherRoute, key, "{\"plan\":\"pro\"}").status()).isEqualTo(404);
        assertThat(api.get(otherRoute + "/" + id(), OPERATOR).problem()).isEqualTo("subscription-not-found");
        assertThat(api.post(otherRoute + "/" + id() + "/changes", OPERATOR, "{\"plan\":\"pro\"}")
                        .problem())
                .isEqualTo("subscription-not-found");
        assertThat(api.post(otherRoute + "/" + id() + "/cancellation", OPERATOR, "{}")
                        .problem())
                .isEqualTo("subscription-not-found");
    }

    @Test
    void namesTheFieldThatIsWrong() {
        String changes = route + "/" + id() + "/changes";

        assertThat(api.post(changes, OPERATOR, "{\"plan\":\"gold\"}").field("detail"))
                .contains("/plan: there is no plan gold");
        assertThat(api.post(changes, OPERATOR, "{}")
                        .json()
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("/plan");
        assertThat(api.post(changes, OPERATOR, "{\"plan\":\"pro\",\"effective_at\":\"2001-01-01T00:01:00Z\"}")
                        .json()
                        .findValuesAsText("pointer"))
                .containsExactly("/effective_at", "/effective_at");
        assertThat(api.post(route, OPERATOR, "{\"plan\":\"pro\"}").problem()).isEqualTo("tenant-subscribed");
    }

    @Test
    void showsThePlansToAnybodySignedIn() {
        Answer plans = api.get("/v1/plans", api.key(tenant));
        Answer first = api.get("/v1/plans?limit=3", OPERATOR);
        Answer second = api.get("/v1/plans?limit=3&cursor=" + first.field("next_cursor"), OPERATOR);

        assertThat(plans.json().path("data").findValuesAsText("name"))
                .containsExactly("Free", "Pro", "Enterprise", "Custom");
        assertThat(plans.json().at("/data/0/self_service").asBoolean()).isTrue();
        assertThat(second.json().path("data").findValuesAsText("key")).containsExactly("custom");
        assertThat(api.get("/v1/plans", null).status()).isEqualTo(401);
    }

    private String id() {
        return api.get(route, OPERATOR).json().at("/data/0/id").asText();
    }

    private String key(String... scopes) {
        return api.post(
                        "/v1/tenants/" + tenant + "/api-keys",
                        OPERATOR,
                        "{\"name\":\"k\",\"scopes\":[\"" + String.join("\",\"", scopes) + "\"]}")
                .field("secret");
    }
}
