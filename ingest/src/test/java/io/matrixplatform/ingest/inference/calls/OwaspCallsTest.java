package io.matrixplatform.ingest.inference.calls;

import static io.matrixplatform.ingest.inference.calls.Gateway.ANSWER;
import static io.matrixplatform.ingest.inference.calls.Gateway.CHAT;
import static io.matrixplatform.ingest.inference.calls.Gateway.HELLO;
import static io.matrixplatform.ingest.inference.calls.Gateway.NOW;
import static io.matrixplatform.ingest.inference.calls.Gateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.ingest.access.KnownKeys;
import io.matrixplatform.model.access.ApiKeySecret;
import io.matrixplatform.model.access.ForeignTokens;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * OWASP's ten risks of APIs (2023) against the calls of models, one nested class each, as requests that the real server answers.
 * What a body costs is in {@link OwaspBodiesTest}, what an upstream says in {@link OwaspAnswersTest}; those that have no place
 * here, and the tests beside these, stand in {@code THREATS.md}.
 */
class OwaspCallsTest {
    @RegisterExtension
    final Gateway gateway = new Gateway();

    @Nested
    class Api1ObjectLevelAuthorization {
        @Test
        void tellsNobodyWhichModelsThereAreThatItsKeyMayNotUse() throws Exception {
            gateway.route("secret", gateway.upstream.url());
            String narrow = gateway.keys
                    .add(state -> state.setScopes(List.of("inference")).setModels(List.of("m")))
                    .text();

            HttpResponse<String> there = models(narrow, "/v1/models/secret");
            HttpResponse<String> nowhere = models(narrow, "/v1/models/nowhere");
            HttpResponse<String> called = call(narrow, "secret");
            HttpResponse<String> calledNowhere = call(narrow, "nowhere");

            assertThat(there.statusCode()).isEqualTo(404);
            assertThat(there.body()).isEqualTo(nowhere.body());
            assertThat(called.statusCode()).isEqualTo(403);
            assertThat(called.body()).isEqualTo(calledNowhere.body());
            assertThat(models(narrow, "/v1/models").body()).doesNotContain("secret");
        }

        private HttpResponse<String> models(String key, String path) throws Exception {
            return gateway.send(gateway.request(path)
                    .setHeader("Authorization", "Bearer " + key)
                    .build());
        }

        private HttpResponse<String> call(String key, String model) throws Exception {
            return gateway.post(CHAT, "{\"model\":\"" + model + "\"," + HELLO + "}", "Authorization", "Bearer " + key);
        }
    }

    @Nested
    class Api2Authentication {
        @Test
        void answersWhateverIsNoKeyAlike() throws Exception {
            gateway.keys.heartbeat(NOW);
            List<String> wrong = new ArrayList<>(List.of(
                    "Bearer garbled",
                    "Bearer " + gateway.key.substring(0, gateway.key.length() - 1) + '-',
                    "Bearer " + ApiKeySecret.mint(new SecureRandom()).text(),
                    "Bearer " + gateway.keys.add(NOW, null, "inference").text(),
                    "Bearer " + gateway.keys.add(null, NOW, "inference").text(),
                    "Basic " + gateway.key,
                    "Bearer " + ForeignTokens.UNSIGNED,
                    "Bearer " + ForeignTokens.FOR_SOMEBODY_ELSE,
                    "Bearer " + ForeignTokens.EXPIRED));
            String none = answerTo(null);

            for (String authorization : wrong) {
                assertThat(answerTo(authorization)).as(authorization).isEqualTo(none);
            }
            assertThat(none).startsWith("401");
            assertThat(gateway.publisher.log()).isEmpty();
        }

        @Test
        void letsAThousandWrongKeysFromOneAddressStopNobodyElse() throws Exception {
            gateway.keys.heartbeat(NOW);
            List<Integer> answers = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                answers.add(from(
                                "203.0.113.9",
                                ApiKeySecret.mint(new SecureRandom()).text())
                        .statusCode());
            }
            HttpResponse<String> refused = from("203.0.113.9", "another");

            assertThat(answers.subList(0, KnownKeys.WRONG_KEYS)).containsOnly(401);
            assertThat(answers.subList(KnownKeys.WRONG_KEYS + 2, 1_000)).containsOnly(429);
            assertThat(json(refused).at("/error/code").asText()).isEqualTo("too_many_wrong_keys");
            assertThat(Integer.parseInt(
                            refused.headers().firstValue("retry-after").orElse("")))
                    .isBetween(1, 60);
            assertThat(from("203.0.113.10", "another").statusCode())
                    .as("another address")
                    .isEqualTo(401);
            assertThat(from("203.0.113.9", gateway.key).statusCode())
                    .as("a right key of the same address")
                    .isEqualTo(200);
        }

        private HttpResponse<String> from(String client, String key) throws Exception {
            return gateway.send(gateway.request("/v1/models")
                    .setHeader("Authorization", "Bearer " + key)
                    .setHeader("X-Forwarded-For", client)
                    .build());
        }

        private String answerTo(@Nullable String authorization) throws Exception {
            String line = authorization == null ? "" : "authorization: " + authorization + "\r\n";
            String answer = gateway.raw("POST " + CHAT + " HTTP/1.1\r\nhost: x\r\n" + line
                    + "connection: close\r\ncontent-length: 2\r\n\r\n{}");
            return answer.replaceFirst("HTTP/1.1 ", "")
                    .replaceAll("req_[0-9a-f]+", "…")
                    .replaceAll("(?i)connection: close\r\n", "");
        }
    }

    @Nested
    class Api3PropertyLevelAuthorization {
        @Test
        void stampsTheFactItselfWhateverTheCallerSays() throws Exception {
            gateway.upstream.answers((request, wire) -> wire.json(200, ANSWER));
            String own =
                    "\"user\":\"u\",\"tenant_id\":\"ten_other\",\"cost\":0,\"created_at\":1,\"usage\":{\"prompt_tokens\":1}";

            HttpResponse<String> answer = gateway.post(
                    CHAT,
                    "{\"model\":\"m\"," + HELLO + "," + own + "}",
                    "X-Tenant-Id",
                    "ten_other",
                    "X-Key-Id",
                    "key_other",
                    "X-Request-Id",
                    "req_mine",
                    "X-Cost",
                    "0",
                    "Ce-Time",
                    "2001-01-01T00:00:00Z");

            ApiCall fact = gateway.onlyFact();
            assertThat(answer.headers().firstValue("x-request-id")).hasValue(fact.getEventId());
            assertThat(fact.getEventId()).isNotEqualTo("req_mine");
            assertThat(fact.getInputTokens()).isEqualTo(7);
            assertThat(gateway.upstream.received().get(0).headers())
                    .as("what goes upstream")
                    .doesNotContainKeys("x-tenant-id", "x-key-id", "x-request-id", "x-cost", "ce-time")
                    .containsEntry("authorization", "Bearer sk-one");
        }
    }

    @Nested
    class Api5FunctionLevelAuthorization {
        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
        void ignoresAnotherMethodInAHeader(String header) throws Exception {
            HttpResponse<String> answer = gateway.send(
                    gateway.request("/v1/models").header(header, "DELETE").build());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(json(answer).at("/data/0/id").asText()).isEqualTo("m");
        }
    }

    @Nested
    class Api8Misconfiguration {
        @ParameterizedTest(name = "{0}")
        @ValueSource(
                strings = {"GET /v1/models", "GET /nowhere", "TRACE /v1/models", "POST /v1/chat/completions", "no HTTP"
                })
        void saysNothingOfWhatItIsMadeOf(String request) throws Exception {
            String answer =
                    gateway.raw(request + " HTTP/1.1\r\nhost: x\r\ncookie: a=secret\r\nconnection: close\r\n\r\n");

            assertThat(answer)
                    .startsWith("HTTP/1.1 4")
                    .doesNotContainIgnoringCase("\r\nserver:")
                    .doesNotContainIgnoringCase("\r\nx-powered-by:")
                    .doesNotContainIgnoringCase("\r\naccess-control-")
                    .doesNotContain("secret", "vertx", "netty", "Exception", "\tat ");
        }

        @Test
        void takesNoTrace() throws Exception {
            assertThat(gateway.raw("TRACE /v1/models HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 405");
        }

        @Test
        void repeatsNothingOfABodyThatIsNoJson() throws Exception {
            HttpResponse<String> answer = gateway.post(CHAT, "{\"password\": hunter2}");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).doesNotContain("password", "hunter2", "Exception", "line");
        }

        @Test
        void letsNobodyWriteHeadersIntoItsAnswer() throws Exception {
            String answer =
                    gateway.raw("GET /v1/models/a%0d%0aset-cookie:%20a=b HTTP/1.1\r\nhost: x\r\nauthorization: Bearer "
                            + gateway.key + "\r\nx-request-id: a\rset-cookie: a=b\r\nconnection: close\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 4").doesNotContainIgnoringCase("set-cookie");
        }
    }

    @Nested
    class Api9Inventory {
        @ParameterizedTest(name = "{0}")
        @ValueSource(
                strings = {
                    "/",
                    "/v1",
                    "/v1/",
                    "/v0/chat/completions",
                    "/v2/chat/completions",
                    "/v1/chat/completions/",
                    "/v1//chat/completions",
                    "/V1/chat/completions",
                    "/v1/chat/completions/x",
                    "/v1/chat%2fcompletions",
                    "/v1/models/../chat/completions",
                    "/v1/assistants",
                    "/admin",
                    "/debug/pprof",
                    "/actuator/env",
                    "/.env",
                    "/.git/config",
                })
        void answersNowhereElse(String path) throws Exception {
            String answer = gateway.raw("POST " + path + " HTTP/1.1\r\nhost: x\r\nauthorization: Bearer " + gateway.key
                    + "\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}");

            assertThat(answer).startsWith("HTTP/1.1 404").contains("/problems/not-found");
        }
    }
}
