package io.matrixplatform.api.catalog.plans;

import static io.matrixplatform.api.testing.ApiServer.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import io.matrixplatform.model.catalog.PlanKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlanResourceTest {
    private final ApiServer api = ApiServer.running();

    @Test
    void tellsWhatBecomesOfLateUsageUnderEachPlan() {
        String key = api.key(api.tenant());

        assertThat(api.get("/v1/plans/pro", OPERATOR).field("late_usage")).isEqualTo("next_invoice");
        assertThat(api.get("/v1/plans", key).json().at("/data/0/late_usage").asText())
                .isEqualTo("ignore");
        assertThat(api.get("/v1/plans", key).json().path("data").findValuesAsText("key"))
                .containsExactly("free", "pro", "enterprise", "custom");
        assertThat(api.get("/v1/plans/gold", OPERATOR).problem()).isEqualTo("plan-not-found");
    }

    @Test
    void changesThePolicyWithTheTagAndRemembersWhoDidIt() {
        String tag = api.get("/v1/plans/custom", OPERATOR).header("ETag").orElseThrow();
        Answer changed = patch("custom", OPERATOR, tag, "{\"late_usage\":\"ignore\"}");
        Answer stale = patch("custom", OPERATOR, tag, "{\"late_usage\":\"next_invoice\"}");
        Answer back =
                patch("custom", OPERATOR, changed.header("ETag").orElseThrow(), "{\"late_usage\":\"credit_note\"}");

        assertThat(changed.field("late_usage")).isEqualTo("ignore");
        assertThat(stale.problem()).isEqualTo("precondition-failed");
        assertThat(back.field("late_usage")).isEqualTo("credit_note");
        JsonNode entry = api.get("/v1/platform/audit?action=plan.changed", OPERATOR)
                .json()
                .at("/data/0");
        assertThat(entry.path("subject").asText()).isEqualTo("custom");
        assertThat(entry.at("/before/late_usage").asText()).isEqualTo("ignore");
        assertThat(entry.at("/after/late_usage").asText()).isEqualTo("credit_note");
    }

    @Test
    void isChangedByTheOperatorAlone() {
        String key = api.key(api.tenant());

        assertThat(patch("pro", key, "\"1\"", "{\"late_usage\":\"ignore\"}").problem())
                .isEqualTo("operator-only");
        assertThat(patch("pro", OPERATOR, null, "{\"late_usage\":\"ignore\"}").problem())
                .isEqualTo("precondition-required");
        assertThat(patch("pro", OPERATOR, "\"1\"", "{}").status()).isEqualTo(422);
    }

    @Test
    void knowsThePolicyOfEveryTime() {
        PlanKey pro = new PlanKey("pro");
        LatePolicies policies = new LatePolicies(List.of(
                new LatePolicies.Version(pro, Instant.EPOCH, LatePolicy.IGNORE),
                new LatePolicies.Version(pro, Instant.ofEpochSecond(100), LatePolicy.CREDIT_NOTE)));

        assertThat(policies.of(pro, Instant.ofEpochSecond(99))).isEqualTo(LatePolicy.IGNORE);
        assertThat(policies.of(pro, Instant.ofEpochSecond(100))).isEqualTo(LatePolicy.CREDIT_NOTE);
    }

    private Answer patch(String plan, String token, @Nullable String tag, String body) {
        return api.patch("/v1/plans/" + plan, token, tag, body);
    }
}
