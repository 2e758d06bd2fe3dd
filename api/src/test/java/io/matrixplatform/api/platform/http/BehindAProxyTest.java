package io.matrixplatform.api.platform.http;

import static io.matrixplatform.api.testing.ApiServer.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server as an installation has it: proxies in front that it trusts, and a page of another origin that it listens to. */
class BehindAProxyTest {
    private static final String LISTED = "https://app.example.com";

    private final ApiServer api = ApiServer.behindAProxy();

    @Test
    void demandsHttpsOfWhoCameByIt() {
        Answer answer = overHttps("/problems");
        Answer problem = overHttps("/v1/tenants");
        Answer page = overHttps("/console/");

        assertThat(answer.header("Strict-Transport-Security")).hasValue("max-age=31536000");
        assertThat(problem.status()).isEqualTo(401);
        assertThat(problem.header("Strict-Transport-Security")).isPresent();
        assertThat(page.header("Strict-Transport-Security")).isPresent();
        assertThat(api.get("/problems", null).header("Strict-Transport-Security"))
                .isEmpty();
    }

    @Test
    void handsOutASecureCookieOverHttpsOnly() {
        String email = ApiServer.email();
        api.user(email, false);

        assertThat(signIn(email, "https").header("Set-Cookie").orElseThrow()).contains("Secure");
        assertThat(signIn(email, "http").header("Set-Cookie").orElseThrow()).doesNotContain("Secure");
    }

    @Test
    void letsPagesOfAListedOriginCallWithAKeyAndNeverWithACookie() {
        Answer preflight = preflight(LISTED);
        Answer read = api.send(
                api.request("/v1/tenants", OPERATOR).header("Origin", LISTED).build());

        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Origin")).hasValue(LISTED);
        assertThat(preflight.header("Access-Control-Allow-Methods").orElseThrow())
                .contains("PATCH");
        assertThat(preflight.header("Access-Control-Allow-Headers").orElseThrow())
                .contains("Authorization", "If-Match", "Idempotency-Key");
        assertThat(preflight.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.header("Access-Control-Allow-Origin")).hasValue(LISTED);
        assertThat(read.header("Access-Control-Expose-Headers").orElseThrow()).contains("ETag", "Retry-After");
        assertThat(read.header("Access-Control-Allow-Credentials")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://app.example.com",
                "https://app.example.com:8443",
                "https://app.example.com.evil.example",
                "https://evil.example/https://app.example.com",
                "https://appxexample.com",
                "null"
            })
    void letsPagesOfNoOtherOriginIn(String origin) {
        Answer read = api.send(
                api.request("/v1/tenants", OPERATOR).header("Origin", origin).build());

        assertThat(preflight(origin).header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(read.header("Access-Control-Allow-Origin")).isEmpty();
    }

    /** The key is for 203.0.113.0/24, and the peer a trusted proxy. */
    @ParameterizedTest
    @CsvSource(nullValues = "none", delimiter = '|', textBlock = """
            none                         | 403
            ''                           | 403
            203.0.113.9                  | 200
            198.51.100.1, 203.0.113.9    | 200
            203.0.113.9, 198.51.100.1    | 403
            203.0.113.9, 127.0.0.2       | 200
            203.0.113.9, unknown         | 403
            unknown, 203.0.113.9         | 200
            ::ffff:203.0.113.9           | 200
            203.0.113.9, fe80::1%eth0    | 403
            """)
    void takesTheClientThatItsProxiesSawAndNotTheOneThatIsSaid(@Nullable String forwardedFor, int status) {
        HttpRequest.Builder request = api.request("/v1/meters", narrowKey());

        Answer answer =
                api.send((forwardedFor == null ? request : request.header("X-Forwarded-For", forwardedFor)).build());

        assertThat(answer.status()).isEqualTo(status);
        assertThat(status == 200 || answer.problem().equals("ip-not-allowed")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Real-IP", "True-Client-IP", "CF-Connecting-IP"})
    void readsNoOtherHeaderForTheClient(String header) {
        Answer answer = api.send(api.request("/v1/meters", narrowKey())
                .header(header, "203.0.113.9")
                .build());

        assertThat(answer.problem()).isEqualTo("ip-not-allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "X-Real-IP"})
    void believesNobodyWhereNoProxyIsTrusted(String header) {
        ApiServer open = ApiServer.running();

        Answer answer = open.send(open.request("/v1/meters", narrowKey())
                .header(header, "203.0.113.9")
                .build());

        assertThat(answer.problem()).isEqualTo("ip-not-allowed");
    }

    private String narrowKey() {
        return api.post(
                        "/v1/tenants/" + api.tenant() + "/api-keys",
                        OPERATOR,
                        "{\"name\":\"narrow\",\"cidrs\":[\"203.0.113.0/24\"]}")
                .field("secret");
    }

    private Answer overHttps(String path) {
        return api.send(
                api.request(path, null).header("X-Forwarded-Proto", "https").build());
    }

    private Answer signIn(String email, String scheme) {
        return api.send(api.request("/v1/session", null)
                .header("X-Forwarded-Proto", scheme)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"email\":\"" + email + "\",\"password\":\"" + ApiServer.PASSWORD + "\"}"))
                .build());
    }

    private Answer preflight(String origin) {
        return api.send(api.request("/v1/tenants", null)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "PATCH")
                .header("Access-Control-Request-Headers", "Authorization")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .build());
    }
}
