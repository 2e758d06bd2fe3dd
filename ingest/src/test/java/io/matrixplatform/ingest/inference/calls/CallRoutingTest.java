package io.matrixplatform.ingest.inference.calls;

import static io.matrixplatform.ingest.inference.calls.Gateway.HELLO;
import static io.matrixplatform.ingest.inference.calls.Gateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call which model, and who answers. */
class CallRoutingTest {
    private static final String ANSWER = "{\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}";

    @RegisterExtension
    final Gateway gateway = new Gateway();

    @Test
    void listsTheModelsThatTheKeyMayUse() throws Exception {
        gateway.route("other", gateway.upstream.url());

        JsonNode all = json(gateway.get("/v1/models"));
        JsonNode one = json(gateway.get("/v1/models/m"));

        assertThat(all.path("object").asText()).isEqualTo("list");
        assertThat(all.path("data").findValuesAsText("id")).containsExactly("m", "other");
        assertThat(one).isEqualTo(all.at("/data/0"));
        assertThat(one.path("owned_by").asText()).isEqualTo("one");
        assertThat(one.path("created").asLong()).isEqualTo(Gateway.NOW.getEpochSecond());
        assertThat(gateway.get("/v1/models/none").statusCode()).isEqualTo(404);
        assertThat(gateway.get("/v1/models/m/x").statusCode()).isEqualTo(404);
        assertThat(gateway.publisher.log()).as("no call of a model").isEmpty();
    }

    @Test
    void letsAKeyUseItsModelsOnly() throws Exception {
        gateway.route("other", gateway.upstream.url());
        String narrow = gateway.keys
                .add(state -> state.setScopes(List.of("inference")).setModels(List.of("other")))
                .text();

        HttpResponse<String> refused = gateway.post(
                "/v1/chat/completions", "{\"model\":\"m\"," + HELLO + "}", "Authorization", "Bearer " + narrow);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(json(refused).at("/error/code").asText()).isEqualTo("model_not_allowed");
        assertThat(json(refused).at("/error/type").asText()).isEqualTo("permission_error");
        assertThat(gateway.upstream.received()).isEmpty();
        assertThat(gateway.onlyFact().getStatus()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer mtx_live_nonsense", "Basic abc", "Bearer "})
    void tellsOneAndTheSameToWhomItDoesNotKnow(String authorization) throws Exception {
        HttpRequest request = gateway.request("/v1/chat/completions")
                .setHeader("Authorization", authorization)
                .POST(HttpRequest.BodyPublishers.ofString("{"))
                .build();

        HttpResponse<String> answer = gateway.send(request);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("www-authenticate")).hasValue("Bearer");
        assertThat(answer.headers().firstValue("x-request-id").orElse("")).startsWith("req_");
        assertThat(json(answer).at("/error/code").asText()).isEqualTo("invalid_api_key");
        assertThat(json(answer).at("/error/type").asText()).isEqualTo("invalid_request_error");
        assertThat(gateway.publisher.log()).isEmpty();
    }

    @Test
    void wantsTheScope() throws Exception {
        String other = gateway.keys.add("usage:write").text();

        HttpResponse<String> answer = gateway.post("/v1/embeddings", "{}", "Authorization", "Bearer " + other);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(json(answer).at("/error/code").asText()).isEqualTo("insufficient_scope");
        assertThat(gateway.publisher.log()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"model":"none",M}                 | 404 | model_not_found    | model
            {"model":"m"}                      | 400 | invalid_call       | messages
            {"model":"m",M,"max_tokens":1001}  | 400 | invalid_call       | max_tokens
            {"model":"m",M                     | 400 | malformed_request  |
            """)
    void saysWhatIsWrongWithARequestAndCountsIt(String body, int status, String code, String param) throws Exception {
        HttpResponse<String> answer = gateway.post("/v1/chat/completions", body.replace("M", HELLO));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(json(answer).at("/error/code").asText()).isEqualTo(code);
        assertThat(json(answer).at("/error/param").asText(null)).isEqualTo(param);
        assertThat(json(answer).path("status").asInt()).isEqualTo(status);
        assertThat(gateway.onlyFact().getStatus()).isEqualTo(status);
        assertThat(gateway.onlyFact().getInputTokens()).isZero();
    }

    @Test
    void refusesABodyThatIsTooLargeBeforeItIsRead() throws Exception {
        HttpResponse<String> answer = gateway.post("/v1/chat/completions", "{\"x\":\"" + "x".repeat(200_000) + "\"}");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(json(answer).at("/error/code").asText()).isEqualTo("request_too_large");
        assertThat(gateway.onlyFact().getModel()).isEqualTo(Call.NO_MODEL);
    }

    @Test
    void answersProblemsAsSuchToWhomWantsThem() throws Exception {
        HttpResponse<String> answer = gateway.post("/v1/chat/completions", "{", "Accept", "application/problem+json");

        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
    }

    @Test
    void asksTheNextWhenNothingWasSent() throws Exception {
        gateway.upstream.close();
        gateway.second.answers((request, wire) -> wire.json(200, ANSWER));

        assertThat(gateway.chat("").statusCode()).isEqualTo(200);
        assertThat(gateway.onlyFact().getStatus()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503, 529})
    void asksTheNextWhenTheFirstTakesNoMore(int status) throws Exception {
        gateway.upstream.answers((request, wire) -> wire.json(status, "{}"));
        gateway.second.answers((request, wire) -> wire.json(200, ANSWER));

        assertThat(gateway.chat("").statusCode()).isEqualTo(200);
        assertThat(gateway.onlyFact().getStatus()).isEqualTo(200);
    }

    @Test
    void saysWhenToComeBackWhenNobodyTakesMore() throws Exception {
        gateway.upstream.answers((request, wire) -> wire.json(429, "{}"));
        gateway.second.answers((request, wire) -> wire.json(429, "{}", "retry-after: 7"));

        HttpResponse<String> answer = gateway.chat("");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).hasValue("7");
        assertThat(json(answer).at("/error/code").asText()).isEqualTo("overloaded");
        assertThat(gateway.onlyFact().getStatus()).isEqualTo(503);
    }

    @Test
    void asksForEmbeddingsAgainElsewhereSinceTheyAreTheSame() throws Exception {
        gateway.upstream.answers((request, wire) -> wire.json(500, "{}"));
        gateway.second.answers((request, wire) -> wire.json(200, "{\"data\":[],\"usage\":{\"prompt_tokens\":6}}"));

        HttpResponse<String> answer = gateway.post("/v1/embeddings", "{\"model\":\"m\",\"input\":\"x\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(gateway.onlyFact().getInputTokens()).isEqualTo(6);
    }

    @Test
    void leavesAnUpstreamAloneThatFailsAgainAndAgain() throws Exception {
        gateway.upstream.answers((request, wire) -> wire.json(500, "{}"));
        gateway.second.answers((request, wire) -> wire.json(200, ANSWER));
        for (int i = 0; i < 5; i++) {
            assertThat(gateway.chat("").statusCode()).isEqualTo(502);
        }

        assertThat(gateway.chat("").statusCode()).isEqualTo(200);
        assertThat(gateway.upstream.received()).hasSize(5);
    }

    @Test
    void beginsNoCallThatCouldNotBeTold() throws Exception {
        gateway.publisher.goAway();

        HttpResponse<String> answer = gateway.chat("");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
        assertThat(gateway.upstream.received()).isEmpty();
    }

    @Test
    void saysWhichMethodIsMeant() throws Exception {
        HttpResponse<String> answer = gateway.get("/v1/chat/completions");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("allow")).hasValue("POST");
        assertThat(json(answer).at("/error/code").asText()).isEqualTo("method_not_allowed");
        assertThat(gateway.post("/v1/models", "{}").statusCode()).isEqualTo(405);
    }

    @Test
    void saysThatNothingIsServedInWordsThatClientsRead() throws Exception {
        HttpResponse<String> answer = gateway.post("/v1/responses", "{}");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(json(answer).at("/error/code").asText()).isEqualTo("not_found");
        assertThat(json(answer).at("/error/type").asText()).isEqualTo("invalid_request_error");
        assertThat(json(answer).path("type").asText()).isEqualTo("/problems/not-found");
        assertThat(json(gateway.get("/v1/chat/")).at("/error/code").asText()).isEqualTo("not_found");
        assertThat(gateway.publisher.log()).isEmpty();
    }
}
