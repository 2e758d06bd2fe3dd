package io.matrixplatform.ingest.inference.calls;

import static io.matrixplatform.ingest.inference.calls.Gateway.HELLO;
import static io.matrixplatform.ingest.inference.calls.Gateway.HELLO_TOKENS;
import static io.matrixplatform.ingest.inference.calls.Gateway.NOW;
import static io.matrixplatform.ingest.inference.calls.Gateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.ingest.access.KnownKeys;
import io.matrixplatform.model.access.ApiKeySecret;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * OWASP's ten risks of APIs (2023) against the calls of models, one nested class each, as requests that the real server answers.
 * Those that have no place here, and the tests beside these, stand in {@code THREATS.md}.
 */
class OwaspCallsTest {
    private static final String PATH = "/v1/chat/completions";

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
            return gateway.post(PATH, "{\"model\":\"" + model + "\"," + HELLO + "}", "Authorization", "Bearer " + key);
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
                    "Bearer " + jwt("{\"alg\":\"none\"}", "{\"aud\":\"matrix\",\"exp\":9999999999}", ""),
                    "Bearer " + jwt("{\"alg\":\"HS256\"}", "{\"aud\":\"elsewhere\",\"exp\":9999999999}", "c2ln"),
                    "Bearer " + jwt("{\"alg\":\"HS256\"}", "{\"aud\":\"matrix\",\"exp\":1}", "c2ln")));
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
            String answer = gateway.raw("POST " + PATH + " HTTP/1.1\r\nhost: x\r\n" + line
                    + "connection: close\r\ncontent-length: 2\r\n\r\n{}");
            return answer.replaceFirst("HTTP/1.1 ", "")
                    .replaceAll("req_[0-9a-f]+", "…")
                    .replaceAll("(?i)connection: close\r\n", "");
        }

        private static String jwt(String header, String claims, String signature) {
            Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
            return base64.encodeToString(header.getBytes(StandardCharsets.UTF_8))
                    + '.'
                    + base64.encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                    + '.'
                    + signature;
        }
    }

    @Nested
    class Api3PropertyLevelAuthorization {
        @Test
        void stampsTheFactItselfWhateverTheCallerSays() throws Exception {
            gateway.upstream.answers((request, wire) -> wire.json(200, answer("")));
            String own =
                    "\"user\":\"u\",\"tenant_id\":\"ten_other\",\"cost\":0,\"created_at\":1,\"usage\":{\"prompt_tokens\":1}";

            HttpResponse<String> answer = gateway.post(
                    PATH,
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
    class Api4ResourceConsumption {
        @Test
        void refusesAHundredMegabytesByTheirAnnouncement() throws Exception {
            String answer = gateway.raw(head("content-length: 100000000") + "{");

            assertThat(answer).startsWith("HTTP/1.1 413").contains("request_too_large");
            assertThat(gateway.onlyFact().getStatus()).isEqualTo(413);
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource(delimiter = '|', textBlock = """
                a million elements             | 413
                a depth of 1,000               | 400
                half a megabyte of white space | 413
                """)
        void refusesABodyThatIsMoreThanItLooks(String what, int status) throws Exception {
            String messages = switch (what) {
                case "a million elements" -> "[" + "0,".repeat(999_999) + "0]";
                case "a depth of 1,000" -> "[".repeat(1_000) + "]".repeat(1_000);
                default -> " ".repeat(500_000) + "[]";
            };

            HttpResponse<String> answer = gateway.post(PATH, "{\"model\":\"m\",\"messages\":" + messages + "}");

            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(gateway.upstream.received()).isEmpty();
            assertThat(gateway.onlyFact().getStatus()).isEqualTo(status);
        }

        @Test
        void inflatesABombNoFurtherThanABodyMayBeLong() throws Exception {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(new byte[50_000_000]);
            }

            HttpResponse<String> answer = gateway.send(gateway.request(PATH)
                    .header("Content-Encoding", "gzip")
                    .POST(BodyPublishers.ofByteArray(packed.toByteArray()))
                    .build());

            assertThat(packed.size()).isLessThan(100_000);
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(gateway.onlyFact().getStatus()).isEqualTo(413);
        }

        @ParameterizedTest(name = "{0}")
        @ValueSource(
                strings = {
                    "\"n\":10000",
                    "\"n\":-1",
                    "\"max_tokens\":2147483648",
                    "\"max_tokens\":-1",
                    "\"max_tokens\":1.5",
                    "\"max_completion_tokens\":1e99",
                })
        void refusesNumbersThatNobodyCanMean(String member) throws Exception {
            HttpResponse<String> answer = gateway.chat("," + member);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(json(answer).at("/error/param").asText()).isEqualTo(member.replaceAll("\"(.*)\":.*", "$1"));
            assertThat(gateway.upstream.received()).isEmpty();
        }

        @Test
        void givesUpOnABodyThatComesByteByByte() throws Exception {
            String answer = gateway.raw(head("content-length: 1000") + "{");

            assertThat(answer).startsWith("HTTP/1.1 408").contains("body_too_slow");
            assertThat(gateway.onlyFact().getStatus()).isEqualTo(408);
        }

        private String head(String length) {
            return "POST " + PATH + " HTTP/1.1\r\nhost: x\r\nauthorization: Bearer " + gateway.key + "\r\n" + length
                    + "\r\n\r\n";
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
            HttpResponse<String> answer = gateway.post(PATH, "{\"password\": hunter2}");

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

    /** What an upstream says is no more to be believed than what a caller says. */
    @Nested
    class Api10UnsafeConsumption {
        @ParameterizedTest(name = "{0}")
        @CsvSource(delimiter = '|', textBlock = """
                a usage that is negative            | {"prompt_tokens":-5,"completion_tokens":-7}
                a usage that is huge                | {"prompt_tokens":7,"completion_tokens":99999999999999}
                a usage that is no whole number     | {"prompt_tokens":7.5,"completion_tokens":4}
                a usage that is text                | {"prompt_tokens":"7","completion_tokens":"4"}
                a usage that is a list              | [7,4]
                a usage that is nothing             | null
                """)
        void countsItselfWhereItIsTold(String what, String usage) throws Exception {
            gateway.upstream.answers((request, wire) -> {
                wire.stream();
                wire.text("six by");
                wire.chunk("data: {\"choices\":[],\"usage\":" + usage + "}\n\n");
                wire.done();
            });

            assertThat(gateway.chat(",\"stream\":true").statusCode()).isEqualTo(200);
            assertEstimated(gateway.onlyFact(), 2);
        }

        @Test
        void doesNotTakeTheTextOfAnAnswerForItsUsage() throws Exception {
            gateway.upstream.answers((request, wire) -> wire.json(
                    200,
                    "{\"choices\":[{\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1},\"message\":{\"content\":"
                            + "\"\\\"usage\\\":1\"}}]}"));

            assertThat(gateway.chat("").statusCode()).isEqualTo(200);
            assertEstimated(gateway.onlyFact(), 3);
        }

        @Test
        void letsALineOfTenMegabytesPassAndHoldsNoneOfIt() throws Exception {
            gateway.upstream.answers((request, wire) -> {
                wire.stream();
                wire.chunk("data: {\"choices\":[{\"delta\":{\"content\":\"");
                for (int i = 0; i < 100; i++) {
                    wire.chunk("x".repeat(100_000));
                }
                wire.chunk("\"}}]}\n\n");
                wire.usage(7, 4);
                wire.done();
            });

            HttpResponse<String> answer = gateway.chat(",\"stream\":true");

            assertThat(answer.body()).hasSizeGreaterThan(10_000_000).endsWith("data: [DONE]\n\n");
            assertThat(gateway.onlyFact().getOutputTokens()).isEqualTo(4);
        }

        @Test
        void letsBytesPassThatAreNoText() throws Exception {
            gateway.upstream.answers((request, wire) -> {
                byte[] event = "data: {\"choices\":[{\"delta\":{\"content\":\"??\"}}]}\n\n"
                        .getBytes(StandardCharsets.ISO_8859_1);
                event[event.length - 9] = (byte) 0xff;
                event[event.length - 8] = (byte) 0xc0;
                wire.stream();
                wire.raw(Integer.toHexString(event.length) + "\r\n");
                wire.raw(event);
                wire.raw("\r\n");
                wire.usage(7, 4);
                wire.done();
            });

            assertThat(gateway.chat(",\"stream\":true").statusCode()).isEqualTo(200);
            assertThat(gateway.onlyFact().getOutputTokens()).isEqualTo(4);
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource(delimiter = '|', textBlock = """
                an error with a good status      | 200 | application/json | {"error":{"message":"x"}}
                a page                           | 200 | text/html        | <html>
                half an answer                   | 200 | application/json | {"choices":
                a redirection into our network   | 302 | application/json | {}
                a status that there is not       | 299 | application/json | nonsense
                our credential's refusal         | 401 | application/json | {"error":{"message":"key sk-one"}}
                """)
        void answersThatItsUpstreamFailed(String what, int status, String type, String body) throws Exception {
            gateway.upstream.answers((request, wire) -> wire.raw("HTTP/1.1 " + status + " X\r\ncontent-type: " + type
                    + "\r\nlocation: " + gateway.second.url() + "\r\nset-cookie: a=b\r\ncontent-length: "
                    + body.length()
                    + "\r\nconnection: close\r\n\r\n" + body));

            HttpResponse<String> answer = gateway.chat("");

            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.body()).doesNotContain("sk-one", "html", "127.0.0.1");
            assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
            assertThat(gateway.second.received()).isEmpty();
            assertThat(gateway.onlyFact().getStatus()).isEqualTo(502);
        }

        @Test
        void takesNoHeaderOfAnAnswerOver() throws Exception {
            gateway.upstream.answers((request, wire) -> wire.json(
                    200,
                    answer(""),
                    "set-cookie: a=b",
                    "server: theirs",
                    "x-request-id: theirs",
                    "access-control-allow-origin: *",
                    "strict-transport-security: max-age=0"));

            HttpResponse<String> answer = gateway.chat("");

            assertThat(answer.headers().map())
                    .doesNotContainKeys(
                            "set-cookie", "server", "access-control-allow-origin", "strict-transport-security");
            assertThat(answer.headers().allValues("x-request-id")).hasSize(1).doesNotContain("theirs");
        }

        private static void assertEstimated(ApiCall fact, long output) {
            assertThat(fact.getEstimated()).isTrue();
            assertThat(fact.getInputTokens()).isEqualTo(HELLO_TOKENS);
            assertThat(fact.getOutputTokens()).isEqualTo(output);
        }
    }

    private static String answer(String text) {
        return "{\"choices\":[{\"message\":{\"content\":\"" + text
                + "\"}}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":4}}";
    }
}
