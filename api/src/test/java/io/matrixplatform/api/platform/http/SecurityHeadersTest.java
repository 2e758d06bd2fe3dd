package io.matrixplatform.api.platform.http;

import static io.matrixplatform.api.testing.ApiServer.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityHeadersTest {
    private final ApiServer api = ApiServer.running();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /problems HTTP/1.1",
                "GET /v1/tenants HTTP/1.1",
                "GET /nothing/here HTTP/1.1",
                "GET /v1/%zz HTTP/1.1",
                "GET /v1/tenants/a%00b HTTP/1.1",
                "TRACE /v1/tenants HTTP/1.1",
                "NONSENSE /v1/tenants HTTP/1.1"
            })
    void areOnEveryAnswer(String requestLine) throws IOException {
        String answer = api.raw(requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .containsIgnoringCase("X-Content-Type-Options: nosniff")
                .containsIgnoringCase("Referrer-Policy: no-referrer")
                .containsIgnoringCase("Permissions-Policy: ")
                .containsIgnoringCase("Content-Security-Policy: default-src 'none'; script-src 'self';")
                .contains("frame-ancestors 'none'")
                .doesNotContainIgnoringCase("\r\nServer:")
                .doesNotContainIgnoringCase("X-Powered-By");
    }

    @Test
    void allowNoInlineScript() {
        String policy =
                api.get("/problems", null).header("Content-Security-Policy").orElseThrow();

        assertThat(policy).contains("script-src 'self';").doesNotContain("unsafe-eval");
    }

    @Test
    void keepPrivateAnswersOutOfCaches() {
        assertThat(api.get("/v1/tenants", OPERATOR).header("Cache-Control")).hasValue("no-store");
        assertThat(api.get("/v1/tenants", null).header("Cache-Control")).hasValue("no-store");
        assertThat(api.get("/problems", null).header("Cache-Control")).isEmpty();
    }

    @Test
    void demandHttpsOnlyOfWhoCameByIt() {
        Answer plain = api.get("/problems", null);

        assertThat(plain.header("Strict-Transport-Security")).isEmpty();
    }

    @Test
    void letNoPageOfAnotherOriginIn() {
        Answer preflight = api.send(api.request("/v1/tenants", null)
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "GET")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .build());
        Answer read = api.send(api.request("/v1/tenants", OPERATOR)
                .header("Origin", "https://evil.example")
                .build());

        assertThat(preflight.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(read.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
    void ignoreAnotherMethodInAHeader(String header) {
        String tenant = "/v1/tenants/" + api.tenant();

        Answer answer =
                api.send(api.request(tenant, OPERATOR).header(header, "DELETE").build());

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void refuseTrace() throws IOException {
        String answer = api.raw(
                "TRACE /v1/tenants HTTP/1.1\r\nHost: localhost\r\nCookie: a=secret\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 405").doesNotContain("secret");
    }
}
