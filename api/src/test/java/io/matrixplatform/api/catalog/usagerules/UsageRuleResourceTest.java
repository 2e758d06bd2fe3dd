package io.matrixplatform.api.catalog.usagerules;

import static io.matrixplatform.api.testing.ApiServer.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import io.matrixplatform.api.testing.Told;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.catalog.UsageRuleState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UsageRuleResourceTest {
    private final ApiServer api = ApiServer.running();

    @Test
    void beginsWithLimitsOfKnownModelsAndOfEveryOther() {
        Answer every = api.get("/v1/usage-rules/*", OPERATOR);
        Answer known = api.get("/v1/usage-rules/gpt-4o", OPERATOR);

        assertThat(every.json().path("max_output_tokens").asLong()).isEqualTo(1_000_000);
        assertThat(known.json().path("max_context_tokens").asLong()).isEqualTo(128_000);
        assertThat(known.header("ETag")).hasValue("\"1\"");
        assertThat(api.get("/v1/usage-rules", OPERATOR).json().path("data").findValuesAsText("model"))
                .contains("*", "gpt-4o", "llama-3.3-70b");
    }

    @Test
    void endsAVersionWhereTheNextBegins() {
        Answer defined = define("m-changed", "{\"max_output_tokens\":100}");
        Answer changed = put("m-changed", "\"1\"", "{\"max_output_tokens\":50,\"hold_estimated\":true}");

        assertThat(defined.status()).isEqualTo(201);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().path("version").asLong()).isEqualTo(2);
        assertThat(Instant.parse(changed.field("effective_from")).getEpochSecond() % 60)
                .isZero();
        List<UsageRuleState> said = Told.ofAll(Topics.CATALOG_USAGE_RULE_STATE, "m-changed/");
        assertThat(said).extracting(UsageRuleState::getVersion).containsExactly(1L, 1L, 2L);
        assertThat(said.get(1).getEffectiveUntil()).isEqualTo(said.get(2).getEffectiveFrom());
        assertThat(said.get(2).getHoldEstimated()).isTrue();
    }

    @Test
    void changesNothingThatSomebodyElseHasChanged() {
        define("m-race", "{}");
        put("m-race", "\"1\"", "{}");

        assertThat(put("m-race", "\"1\"", "{}").problem()).isEqualTo("precondition-failed");
        assertThat(put("m-race", null, "{}").problem()).isEqualTo("precondition-required");
        assertThat(define("m-race", "{}").problem()).isEqualTo("usage-rule-exists");
    }

    @Test
    void retiresARuleAndTakesItUpAgainUnderTheNextVersion() {
        define("m-gone", "{}");

        Answer retired = api.send(api.request("/v1/usage-rules/m-gone", OPERATOR)
                .header("If-Match", "\"1\"")
                .DELETE()
                .build());

        assertThat(retired.status()).isEqualTo(204);
        assertThat(api.get("/v1/usage-rules/m-gone", OPERATOR).problem()).isEqualTo("usage-rule-not-found");
        assertThat(define("m-gone", "{}").json().path("version").asLong()).isEqualTo(2);
    }

    @Test
    void isTheOperatorsAlone() {
        String key = api.key(api.tenant());

        assertThat(api.get("/v1/usage-rules", key).problem()).isEqualTo("operator-only");
        assertThat(api.post("/v1/usage-rules", key, "{\"model\":\"m\",\"rule\":{}}")
                        .status())
                .isEqualTo(403);
    }

    private Answer define(String model, String rule) {
        return api.post("/v1/usage-rules", OPERATOR, "{\"model\":\"" + model + "\",\"rule\":" + rule + "}");
    }

    private Answer put(String model, @Nullable String match, String rule) {
        return api.put("/v1/usage-rules/" + model, OPERATOR, match, rule);
    }
}
