package io.matrixplatform.api.access.limits;

import static io.matrixplatform.api.testing.ApiServer.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import io.matrixplatform.api.testing.Told;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.access.LimitSetting;
import io.matrixplatform.events.access.LimitState;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitResourcesTest {
    private final ApiServer api = ApiServer.running();
    private final String tenant = api.tenant();
    private final String subscription = api.get("/v1/tenants/" + tenant + "/subscriptions", OPERATOR)
            .json()
            .at("/data/0/id")
            .asText();
    private final Answer minted = mint("{\"name\":\"k\",\"scopes\":[\"inference\",\"keys:read\",\"keys:write\"]}");
    private final String key = minted.field("secret");
    private final String keyId = minted.json().at("/id").asText();
    private final String ofSubscription = "/v1/tenants/" + tenant + "/subscriptions/" + subscription + "/limits";
    private final String ofKey = "/v1/tenants/" + tenant + "/api-keys/" + keyId + "/limits";

    @Test
    void beginsWithLimitsOfEveryPlan() {
        for (String plan : List.of("free", "pro", "enterprise", "custom")) {
            Answer limits = api.get("/v1/plans/" + plan + "/limits", OPERATOR);
            assertThat(limits.json().path("limits").findValuesAsText("kind"))
                    .containsExactly(
                            "requests_per_minute", "requests_per_day", "tokens_per_minute", "concurrent_requests");
        }
        assertThat(api.get("/v1/plans/gold/limits", OPERATOR).problem()).isEqualTo("plan-not-found");
    }

    @Test
    void changesTheLimitsOfAPlanWithTheTagAndTellsTheEdgesAndTheAuditLog() {
        String route = "/v1/plans/enterprise/limits";
        Answer before = api.get(route, OPERATOR);
        String tag = before.header("ETag").orElseThrow();

        Answer changed = api.put(
                route, OPERATOR, tag, limit("requests_per_minute", 9, ",\"burst\":3,\"when_stale\":\"closed\""));
        Answer stale = api.put(route, OPERATOR, tag, limit("requests_per_minute", 8, ""));

        assertThat(changed.text())
                .isEqualTo("{\"limits\":[{\"kind\":\"requests_per_minute\",\"amount\":9,\"burst\":3,"
                        + "\"when_stale\":\"closed\"}]}");
        assertThat(stale.problem()).isEqualTo("precondition-failed");
        LimitState told = last(told("plan/enterprise"));
        assertThat(told.getLimits()).containsExactly(new LimitSetting("requests_per_minute", 9L, 3L, "closed"));
        JsonNode entry = api.get("/v1/platform/audit?action=plan-limits.changed", OPERATOR)
                .json()
                .at("/data/0");
        assertThat(entry.at("/after/limits/0/amount").asLong()).isEqualTo(9);
        api.put(route, OPERATOR, changed.header("ETag").orElseThrow(), before.text());
    }

    @Test
    void showsOfAKeyWhereEachOfItsLimitsComesFrom() {
        api.put(ofSubscription, OPERATOR, "\"0\"", limit("requests_per_day", 77, ""));
        Answer own = api.put(ofKey, key, "\"0\"", limit("requests_per_minute", 5, ""));

        Answer shown = api.get(ofKey, OPERATOR);

        assertThat(own.status()).isEqualTo(200);
        assertThat(shown.field("plan")).isEqualTo("free");
        assertThat(shown.field("subscription")).isEqualTo(subscription);
        assertThat(shown.json().path("in_force").findValuesAsText("scope"))
                .containsExactly("tier", "subscription", "tier", "tier", "key");
        assertThat(shown.json().path("in_force").findValuesAsText("set_on"))
                .containsExactly("free", subscription, "free", "free", keyId);
        assertThat(shown.json().at("/in_force/1/amount").asLong()).isEqualTo(77);
        assertThat(shown.json().at("/limits/0/amount").asLong()).isEqualTo(5);
        assertThat(last(told("key/" + keyId)).getLimits()).hasSize(1);
        assertThat(last(told("subscription/" + subscription)).getVersion()).isEqualTo(1);
    }

    @Test
    void letsAKeyHaveNoMoreThanItsSubscription() {
        Answer refused = api.put(ofKey, OPERATOR, "\"0\"", limit("requests_per_minute", 1_000_000, ""));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("/limits/0/amount", "its subscription has no more than 60");
    }

    @Test
    void doesNotLetAKeyEscapeItsOwnLimits() {
        api.put(ofKey, OPERATOR, "\"0\"", limit("requests_per_minute", 5, ""));

        assertThat(api.put(ofKey, key, "\"1\"", "{\"limits\":[]}").problem()).isEqualTo("key-exceeds-maker");
        assertThat(api.post("/v1/tenants/" + tenant + "/api-keys", key, "{\"name\":\"n\",\"scopes\":[\"inference\"]}")
                        .problem())
                .isEqualTo("key-exceeds-maker");
        Answer successor =
                api.post("/v1/tenants/" + tenant + "/api-keys/" + keyId + "/rotation", key, "{\"overlap\":\"PT1H\"}");
        String successorId = successor.json().at("/id").asText();
        assertThat(api.get("/v1/tenants/" + tenant + "/api-keys/" + successorId + "/limits", OPERATOR)
                        .json()
                        .at("/limits/0/amount")
                        .asLong())
                .isEqualTo(5);
        assertThat(told("key/" + successorId)).hasSize(1);
    }

    @Test
    void isTheOperatorsForPlansAndSubscriptionsAlone() {
        assertThat(api.get("/v1/plans/free/limits", key).problem()).isEqualTo("operator-only");
        assertThat(api.put("/v1/plans/free/limits", key, "\"1\"", limit("requests_per_minute", 5, ""))
                        .problem())
                .isEqualTo("operator-only");
        assertThat(api.put(ofSubscription, key, "\"0\"", limit("requests_per_minute", 5, ""))
                        .status())
                .isEqualTo(403);
        assertThat(api.put(ofKey, OPERATOR, null, "{\"limits\":[]}").problem()).isEqualTo("precondition-required");
    }

    @Test
    void refusesWhatIsNoLimit() {
        String route = "/v1/plans/free/limits";
        String tag = api.get(route, OPERATOR).header("ETag").orElseThrow();

        assertThat(api.put(route, OPERATOR, tag, "{\"limits\":[]}").text()).contains("a plan has at least one");
        assertThat(api.put(route, OPERATOR, tag, limit("requests_per_minute", 0, ""))
                        .text())
                .contains("from 1 to 1000000000");
        assertThat(api.put(route, OPERATOR, tag, limit("requests_per_day", 9, ",\"burst\":3"))
                        .text())
                .contains("only what is per minute has one");
        assertThat(api.put(route, OPERATOR, tag, limit("images_per_day", 9, "")).text())
                .contains("requests_per_minute");
        assertThat(api.put(
                                route,
                                OPERATOR,
                                tag,
                                "{\"limits\":[{\"kind\":\"requests_per_day\",\"amount\":1},"
                                        + "{\"kind\":\"requests_per_day\",\"amount\":2}]}")
                        .text())
                .contains("is there twice");
    }

    private Answer mint(String body) {
        return api.post("/v1/tenants/" + tenant + "/api-keys", OPERATOR, body);
    }

    private static String limit(String kind, long amount, String more) {
        return "{\"limits\":[{\"kind\":\"" + kind + "\",\"amount\":" + amount + more + "}]}";
    }

    private static LimitState last(List<LimitState> states) {
        return states.get(states.size() - 1);
    }

    private static List<LimitState> told(String key) {
        return Told.of(Topics.ACCESS_LIMIT_STATE, key);
    }
}
