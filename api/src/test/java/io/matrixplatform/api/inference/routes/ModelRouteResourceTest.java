package io.matrixplatform.api.inference.routes;

import static io.matrixplatform.api.testing.ApiServer.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import io.matrixplatform.api.testing.Told;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.inference.RouteState;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelRouteResourceTest {
    private static final String UPSTREAM = """
            {"provider":"one","base_url":"https://1.1.1.1/v1","model":"m-1","credential":"env:ONE_API_KEY"}\
            """;

    private final ApiServer api = ApiServer.running();

    @Test
    void tellsTheEdgesOfEachVersion() {
        Answer defined = define("m-told", "{\"upstreams\":[" + UPSTREAM + "],\"max_output_tokens\":100}");
        Answer changed = put(
                "m-told",
                "\"1\"",
                "{\"upstreams\":[" + UPSTREAM + "," + UPSTREAM.replace("one", "two") + "],\"context_tokens\":8000}");

        assertThat(defined.status()).as(defined.text()).isEqualTo(201);
        assertThat(defined.json().at("/upstreams/0/first_byte_timeout").asText())
                .isEqualTo("PT2M");
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.header("ETag")).hasValue("\"2\"");
        assertThat(api.get("/v1/routes/m-told", OPERATOR).json()).isEqualTo(changed.json());
        List<RouteState> said = told("m-told");
        assertThat(said).extracting(RouteState::getVersion).containsExactly(1L, 2L);
        assertThat(said.get(0).getMaxOutputTokens()).isEqualTo(100);
        assertThat(said.get(0).getUpstreams().get(0).getCredential()).isEqualTo("env:ONE_API_KEY");
        assertThat(said.get(0).getUpstreams().get(0).getConnectTimeoutMs()).isEqualTo(3_000);
        assertThat(said.get(1).getUpstreams())
                .extracting(upstream -> upstream.getProvider())
                .containsExactly("one", "two");
        assertThat(said.get(1).getMaxOutputTokens()).isNull();
        assertThat(said.get(1).getCreatedAt()).isEqualTo(said.get(0).getCreatedAt());
    }

    @Test
    void tellsTheEdgesWhichDialectEachServerSpeaks() {
        Answer defined = define(
                "m-dialects",
                "{\"upstreams\":[" + UPSTREAM + "," + UPSTREAM.replace("}", ",\"dialect\":\"anthropic\"}") + "]}");

        assertThat(defined.json().path("upstreams").findValuesAsText("dialect")).containsExactly("openai", "anthropic");
        assertThat(told("m-dialects").get(0).getUpstreams())
                .extracting(upstream -> upstream.getDialect())
                .containsExactly("openai", "anthropic");
        assertThat(define("m-dialects-2", "{\"upstreams\":[" + UPSTREAM.replace("}", ",\"dialect\":\"x\"}") + "]}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void changesNothingThatSomebodyElseHasChanged() {
        define("m-raced", "{\"upstreams\":[" + UPSTREAM + "]}");
        put("m-raced", "\"1\"", "{\"upstreams\":[" + UPSTREAM + "]}");

        assertThat(put("m-raced", "\"1\"", "{\"upstreams\":[" + UPSTREAM + "]}").problem())
                .isEqualTo("precondition-failed");
        assertThat(define("m-raced", "{\"upstreams\":[" + UPSTREAM + "]}").problem())
                .isEqualTo("model-route-exists");
    }

    @Test
    void retiresARouteForGoodUntilAHigherVersionIsDefined() {
        define("m-retired", "{\"upstreams\":[" + UPSTREAM + "]}");

        Answer retired = api.send(api.request("/v1/routes/m-retired", OPERATOR)
                .header("If-Match", "\"1\"")
                .DELETE()
                .build());

        assertThat(retired.status()).isEqualTo(204);
        assertThat(api.get("/v1/routes/m-retired", OPERATOR).problem()).isEqualTo("model-route-not-found");
        assertThat(api.get("/v1/routes", OPERATOR).json().path("data").findValuesAsText("model"))
                .doesNotContain("m-retired");
        assertThat(define("m-retired", "{\"upstreams\":[" + UPSTREAM + "]}")
                        .json()
                        .path("version")
                        .asLong())
                .isEqualTo(3);
        assertThat(told("m-retired")).extracting(RouteState::getRetired).containsExactly(false, true, false);
    }

    @Test
    void remembersWhoChangedWhat() {
        define("m-audited", "{\"upstreams\":[" + UPSTREAM + "]}");

        assertThat(api.get("/v1/platform/audit?action=model-route.defined&limit=100", OPERATOR)
                        .json()
                        .path("data")
                        .findValuesAsText("subject"))
                .contains("m-audited");
    }

    @ParameterizedTest
    @CsvSource({
        "https://1.1.1.1/v1, http://1.1.1.1/v1, /route/upstreams/0/base_url",
        "https://1.1.1.1/v1, https://10.0.0.1/v1, /route/upstreams/0/base_url",
        "https://1.1.1.1/v1, https://127.0.0.1:8080/v1, /route/upstreams/0/base_url",
        "https://1.1.1.1/v1, https://localhost/v1, /route/upstreams/0/base_url",
        "https://1.1.1.1/v1, https://nowhere.invalid/v1, /route/upstreams/0/base_url",
        "env:ONE_API_KEY, sk-secret, /route/upstreams/0/credential",
        "env:ONE_API_KEY, env:MATRIX_OPERATOR_TOKEN, /route/upstreams/0/credential",
        "m-1, m 1, /route/upstreams/0/model",
    })
    void refusesWhatLeadsElsewhereAndSaysWhere(String good, String bad, String pointer) {
        Answer answer = define("m-refused", "{\"upstreams\":[" + UPSTREAM.replace(good, bad) + "]}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
    }

    @Test
    void wantsAtLeastOneUpstreamAndLengthsThatMakeSense() {
        assertThat(define("m-none", "{\"upstreams\":[]}").problem()).isEqualTo("invalid-field");
        assertThat(define("m-none", "{\"upstreams\":[null]}").problem()).isEqualTo("invalid-field");
        assertThat(define("m-none", "{\"upstreams\":[" + UPSTREAM.replace("}", ",\"idle_timeout\":\"PT1H\"}") + "]}")
                        .problem())
                .isEqualTo("invalid-field");
    }

    @Test
    void isTheOperatorsAlone() {
        String key = api.key(api.tenant());

        assertThat(api.get("/v1/routes", key).problem()).isEqualTo("operator-only");
    }

    private Answer define(String model, String route) {
        return api.post("/v1/routes", OPERATOR, "{\"model\":\"" + model + "\",\"route\":" + route + "}");
    }

    private Answer put(String model, @Nullable String match, String route) {
        return api.put("/v1/routes/" + model, OPERATOR, match, route);
    }

    private static List<RouteState> told(String model) {
        return Told.of(Topics.INFERENCE_ROUTE_STATE, model);
    }
}
