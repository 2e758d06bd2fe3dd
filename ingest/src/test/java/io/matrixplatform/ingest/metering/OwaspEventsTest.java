package io.matrixplatform.ingest.metering;

import static io.matrixplatform.ingest.metering.Events.apiCall;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.ingest.access.KnownKeys;
import io.matrixplatform.model.access.ApiKeySecret;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * OWASP's ten risks of APIs (2023) against the intake of events, as far as it does not share them with the calls of models. All
 * of them, and the tests beside these, stand in {@code THREATS.md}.
 */
class OwaspEventsTest {
    @RegisterExtension
    final Door door = new Door();

    @Nested
    class Api2Authentication {
        @Test
        void letsAThousandWrongKeysFromOneAddressStopNobodyElse() throws Exception {
            door.keys.heartbeat(Events.NOW);
            for (int i = 0; i < KnownKeys.WRONG_KEYS; i++) {
                assertThat(from("2001:db8::" + i, "wrong").statusCode()).isEqualTo(401);
            }

            HttpResponse<String> refused = from("2001:db8::ffff", "wrong");

            Door.assertProblem(refused, 429, "too-many-wrong-keys");
            assertThat(refused.headers().firstValue("retry-after")).isPresent();
            assertThat(from("2001:db8:0:1::1", "wrong").statusCode())
                    .as("of another site")
                    .isEqualTo(401);
            assertThat(from("2001:db8::1", door.key).statusCode())
                    .as("a right key of the same one")
                    .isEqualTo(202);
        }

        /** Each key fails the check of its row and all that come after it. */
        @ParameterizedTest(name = "{0}")
        @CsvSource(delimiter = '|', textBlock = """
                a check digit that is wrong | 401
                an unknown key              | 401
                a key that has expired      | 401
                an address that is refused  | 403
                a scope that is missing     | 403
                """)
        void asksInThisOrder(String what, int status) throws Exception {
            door.keys.heartbeat(Events.NOW);
            String key = switch (what) {
                case "a check digit that is wrong" -> door.key.substring(0, door.key.length() - 1) + '-';
                case "an unknown key" -> ApiKeySecret.mint(new SecureRandom()).text();
                case "a key that has expired" -> narrow(true);
                case "an address that is refused" -> narrow(false);
                default -> door.keys.add("usage:read").text();
            };

            HttpResponse<String> answer = from("198.51.100.1", key);

            Door.assertProblem(
                    answer,
                    status,
                    status == 401
                            ? "invalid-api-key"
                            : what.contains("address") ? "ip-not-allowed" : "insufficient-scope");
        }

        private String narrow(boolean expired) {
            return door.keys
                    .add(state -> state.setScopes(List.of("usage:read"))
                            .setCidrs(List.of("203.0.113.0/24"))
                            .setExpiresAt(expired ? Events.NOW : null))
                    .text();
        }

        private HttpResponse<String> from(String client, String key) throws Exception {
            return door.send(post(key).header("X-Forwarded-For", client).build());
        }
    }

    @Nested
    class Api3PropertyLevelAuthorization {
        @ParameterizedTest(name = "{0}")
        @ValueSource(
                strings = {"tenant_id", "tenantid", "key_id", "keyid", "subscription_id", "recorded_at", "recordedat"})
        void stampsTheFactItselfWhateverAttributesSay(String attribute) throws Exception {
            door.post(Door.ONE, apiCall("a"));
            byte[] plain = last();

            HttpResponse<String> answer =
                    door.post(Door.ONE, apiCall("a").replaceFirst("\\{", "{\"" + attribute + "\":\"ten_other\","));

            assertThat(answer.statusCode()).isIn(202, 422);
            assertThat(last()).isEqualTo(plain);
            assertThat(door.publisher.log()).hasSize(answer.statusCode() == 202 ? 2 : 1);
        }

        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"X-Tenant-Id", "X-Key-Id", "X-Cost", "ce-tenantid", "ce-time", "Date", "X-Recorded-At"})
        void stampsTheFactItselfWhateverHeadersSay(String header) throws Exception {
            door.post(Door.ONE, apiCall("a"));
            byte[] plain = last();

            door.send(post(door.key).header(header, "2001-01-01T00:00:00Z").build());

            assertThat(last()).isEqualTo(plain);
        }

        private byte[] last() {
            List<Fact> log = door.publisher.log();
            return log.get(log.size() - 1).value();
        }
    }

    @Nested
    class Api8Misconfiguration {
        @ParameterizedTest(name = "{0}")
        @ValueSource(
                strings = {"GET /metrics", "TRACE /v1/events", "POST /v1/metrics", "GET /v1/events", "GET /nowhere"})
        void saysNothingOfWhatItIsMadeOf(String request) throws Exception {
            String answer = door.raw(request + " HTTP/1.1\r\nHost: x\r\nCookie: a=secret\r\nConnection: close\r\n\r\n");

            String head = answer.substring(0, answer.indexOf("\r\n\r\n"));
            assertThat(head).doesNotContainIgnoringCase("\r\nserver:").doesNotContainIgnoringCase("access-control-");
            assertThat(answer).doesNotContain("secret", "Exception", "\tat ");
        }
    }

    @Nested
    class Api9Inventory {
        @ParameterizedTest(name = "{0}")
        @ValueSource(
                strings = {
                    "/v1/event",
                    "/v2/events",
                    "/v1/events/",
                    "/v1/events/1",
                    "/metrics/",
                    "/health",
                    "/v1/traces"
                })
        void answersNowhereElse(String path) throws Exception {
            Door.assertProblem(
                    door.send(HttpRequest.newBuilder(door.uri(path))
                            .header("Authorization", "Bearer " + door.key)
                            .header("Accept", "application/problem+json")
                            .POST(BodyPublishers.ofString("{}"))
                            .build()),
                    404,
                    "not-found");
        }
    }

    private HttpRequest.Builder post(String key) {
        return HttpRequest.newBuilder(door.uri("/v1/events"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", Door.ONE)
                .POST(BodyPublishers.ofString(apiCall("a")));
    }
}
