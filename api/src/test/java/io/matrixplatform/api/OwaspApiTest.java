package io.matrixplatform.api;

import static io.matrixplatform.api.testing.ApiServer.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import io.matrixplatform.api.testing.TestDatabase;
import io.matrixplatform.model.access.ApiKeySecret;
import io.matrixplatform.model.access.ForeignTokens;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * OWASP's ten risks of APIs (2023) against the control plane, one nested class each, as far as no test of a feature says the same.
 * All of them, and those tests, stand in {@code THREATS.md}.
 */
class OwaspApiTest {
    private final ApiServer api = ApiServer.running();
    private final String tenant = api.tenant();
    private final String keys = "/v1/tenants/" + tenant + "/api-keys";

    @Nested
    class Api2Authentication {
        @ParameterizedTest(name = "{0}")
        @ValueSource(
                strings = {
                    "garbled",
                    "a check digit that is wrong",
                    "unknown",
                    "expired",
                    "revoked",
                    "a token of alg none",
                    "a token for somebody else",
                    "a token that has expired"
                })
        void answersWhateverIsNoCredentialAlike(String what) {
            Answer none = api.get("/v1/meters", null);

            Answer answer = api.get("/v1/meters", credential(what));

            assertThat(answer.status()).isEqualTo(401);
            assertThat(withoutId(answer)).isEqualTo(withoutId(none));
            assertThat(answer.header("WWW-Authenticate")).isEqualTo(none.header("WWW-Authenticate"));
        }

        private String credential(String what) {
            return switch (what) {
                case "a check digit that is wrong" -> flipped(api.key(tenant));
                case "unknown" -> ApiKeySecret.mint(new SecureRandom()).text();
                case "expired" ->
                    ended(key -> api.post(keys + "/" + key + "/rotation", OPERATOR, "{\"overlap\":\"PT0S\"}"));
                case "revoked" -> ended(key -> api.delete(keys + "/" + key, OPERATOR));
                case "a token of alg none" -> ForeignTokens.UNSIGNED;
                case "a token for somebody else" -> ForeignTokens.FOR_SOMEBODY_ELSE;
                case "a token that has expired" -> ForeignTokens.EXPIRED;
                default -> what;
            };
        }

        private String ended(Consumer<String> end) {
            Answer minted = api.post(keys, OPERATOR, "{\"name\":\"k\"}");
            end.accept(minted.field("id"));
            return minted.field("secret");
        }

        private static String flipped(String key) {
            return key.substring(0, key.length() - 1) + (key.endsWith("0") ? '1' : '0');
        }
    }

    @Nested
    class Api3PropertyLevelAuthorization {
        @ParameterizedTest(name = "{0}")
        @CsvSource(delimiter = '|', textBlock = """
                id            | "key_0000000000000000000001"
                tenant_id     | "ten_0000000000000000000001"
                limits        | [{"kind":"requests_per_minute","amount":1000000}]
                created_at    | "2001-01-01T00:00:00Z"
                created_by    | "usr_0000000000000000000001"
                revoked_at    | null
                status        | "active"
                secret        | "mtx_live_mine"
                key_hash      | "00"
                rotated_from  | "key_0000000000000000000001"
                version       | 99
                """)
        void changesNothingOfAKeyThatIsNotAnybodysToChange(String property, String value) {
            String key =
                    keys + "/" + api.post(keys, OPERATOR, "{\"name\":\"k\"}").field("id");
            Answer before = api.get(key, OPERATOR);

            Answer answer = api.patch(
                    key,
                    OPERATOR,
                    before.header("ETag").orElseThrow(),
                    "{\"name\":\"other\",\"" + property + "\":" + value + "}");

            assertThat(answer.status()).as(answer.text()).isEqualTo(422);
            assertThat(answer.json().findValuesAsText("pointer")).containsExactly("/" + property);
            assertThat(api.get(key, OPERATOR).text()).isEqualTo(before.text());
        }

        /** Whoever adds one here says that it is no secret, is only ever sent to us, or is shown once to whom it belongs. */
        @Test
        void hasNoAnswerThatShowsWhatIsKeptSecret() {
            Set<String> shown = new TreeSet<>();
            JsonNode schemas = api.get("/openapi.json", null).json().at("/components/schemas");
            schemas.properties()
                    .forEach(schema -> schema.getValue().path("properties").properties().stream()
                            .map(property -> property.getKey())
                            .filter(name ->
                                    name.matches("(?i).*(secret|hash|pepper|password|token|salt|credential|totp).*")
                                            && !name.matches(".*(tokens|first_token).*"))
                            .forEach(name -> shown.add(schema.getKey() + "." + name)));

            assertThat(shown)
                    .containsExactly(
                            "AuditEntry.hash",
                            "AuditEntry.previous_hash",
                            "AuditVerification.hash",
                            "Certificate.hash",
                            "Certificate.previous_hash",
                            "Enrolment.secret",
                            "JoiningAcceptance.password",
                            "Member.totp_enabled",
                            "MintedApiKey.secret",
                            "NewUser.password",
                            "PasswordResetNewPassword.password",
                            "SessionPasswordChange.password",
                            "SessionView.csrf_token",
                            "SessionViewUserView.totp_enabled",
                            "SignInRequest.password",
                            "Upstream.credential",
                            "UpstreamSeen.missing_credentials");
        }
    }

    @Nested
    class Api4ResourceConsumption {
        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"0", "-1", "1001", "1000000", "1e3", "NaN", "99999999999999999999"})
        void capsAPage(String limit) {
            Answer answer = api.get(keys + "?limit=" + limit, OPERATOR);

            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.json().findValuesAsText("parameter")).containsExactly("limit");
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource(delimiter = '|', textBlock = """
                a hundred megabytes, as they say | 413
                a depth of 1,000                 | 422
                ten thousand elements            | 413
                """)
        void refusesABodyThatIsMoreThanItLooks(String what, int status) throws IOException {
            String head = "POST " + keys + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + OPERATOR
                    + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ";
            String body = switch (what) {
                case "a depth of 1,000" -> "{\"name\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}";
                case "ten thousand elements" ->
                    "{\"name\":\"k\",\"models\":[" + "\"model\",".repeat(10_000) + "\"m\"]}";
                default -> "{";
            };
            int length = body.equals("{") ? 100_000_000 : body.length();

            assertThat(api.raw(head + length + "\r\n\r\n" + body)).startsWith("HTTP/1.1 " + status);
        }
    }

    @Nested
    class Api6BusinessFlows {
        @Test
        void letsNobodyMakeKeysWithoutEnd() {
            api.post(keys, OPERATOR, "{\"name\":\"first of " + tenant + "\"}");
            TestDatabase.jdbi()
                    .useHandle(handle -> handle.createUpdate("""
                                    INSERT INTO access.api_key
                                           (tenant_id, id, first_id, name, key_hash, last_four, scopes, models, cidrs, created_at,
                                           version)
                                    SELECT tenant_id, gen_random_uuid(), first_id, 'another', md5(name || number),
                                           last_four, scopes, models, cidrs, created_at, version
                                      FROM access.api_key, generate_series(1, 999) number
                                     WHERE name = :name
                                    """)
                            .bind("name", "first of " + tenant)
                            .execute());

            Answer refused = api.post(keys, OPERATOR, "{\"name\":\"one too many\"}");

            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.problem()).isEqualTo("too-many-api-keys");
        }
    }

    @Nested
    class Api8Misconfiguration {
        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"/metrics", "/healthcheck", "/ping", "/threads", "/tasks/gc"})
        void servesNothingOfTheAdminPortBesideTheApi(String path) {
            assertThat(api.get(path, OPERATOR).status()).isEqualTo(404);
        }
    }

    @Nested
    class Api9Inventory {
        @ParameterizedTest(name = "{0}")
        @ValueSource(
                strings = {
                    "/v1",
                    "/v0/tenants",
                    "/v2/tenants",
                    "/V1/tenants",
                    "/v1/tenants/x/y/z",
                    "/v1//tenants",
                    "/v1/admin",
                    "/admin",
                    "/application.wadl",
                    "/swagger.json",
                    "/actuator/env",
                    "/.env",
                    "/.git/config",
                    "/WEB-INF/web.xml",
                    "/console/assets/../../api.yml",
                })
        void answersNowhereElse(String path) throws IOException {
            String answer = api.raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + OPERATOR
                    + "\r\nConnection: close\r\n\r\n");

            assertThat(answer).matches("(?s)HTTP/1.1 40[04] .*").contains("\"type\":\"/problems/");
        }
    }

    /** What looks like another's name is another name, and what only looks so is none. */
    @Nested
    class Names {
        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"acme\\u202e", "ac\\u200bme", "\\ufeffacme", "a\\u2066cme", "acme\\u0000", "acme\\n"})
        void hideNothing(String name) {
            assertThat(api.post(keys, OPERATOR, "{\"name\":\"" + name + "\"}").status())
                    .isEqualTo(422);
            assertThat(api.post("/v1/tenants", OPERATOR, "{\"name\":\"" + name + "\"}")
                            .status())
                    .isEqualTo(422);
        }

        @Test
        void tellNobodyApart() {
            Answer latin = api.post(keys, OPERATOR, "{\"name\":\"paypal\"}");
            Answer cyrillic = api.post(keys, OPERATOR, "{\"name\":\"p\\u0430ypal\"}");

            assertThat(List.of(latin.status(), cyrillic.status())).containsOnly(201);
            assertThat(cyrillic.field("id")).isNotEqualTo(latin.field("id"));
            assertThat(api.get("/v1/meters", latin.field("secret")).status()).isEqualTo(200);
        }
    }

    private static String withoutId(Answer answer) {
        return answer.text().replaceAll("req_[0-9A-Za-z]+", "…");
    }
}
