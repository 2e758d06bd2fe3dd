package io.matrixplatform.api.metering.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.core.setup.Environment;
import io.matrixplatform.api.access.AccessConfig;
import io.matrixplatform.api.access.AccessModule;
import io.matrixplatform.api.access.passwords.Argon2Cost;
import io.matrixplatform.api.access.sessions.SessionConfig;
import io.matrixplatform.api.access.users.FirstOperator;
import io.matrixplatform.api.catalog.CatalogModule;
import io.matrixplatform.api.platform.InstallationConfig;
import io.matrixplatform.api.platform.Platform;
import io.matrixplatform.api.platform.http.ClientAddresses;
import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import io.matrixplatform.api.testing.Browser;
import io.matrixplatform.api.testing.TestPlatform;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A node whose gate is the real one, beside the API's server on the same database, on which credentials are made and ended. */
class CredentialGateTest {
    private static final String INSTALLATION = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final String ENDED = "end {\"reason\":\"credential-ended\"}";

    private static LiveServer server;

    private final ApiServer api = ApiServer.running();
    private final String tenant = api.tenant();

    @BeforeAll
    static void start() throws Exception {
        server = new LiveServer(CredentialGateTest::realGate);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void endsTheStreamOfAKeyThatIsRevoked() throws Exception {
        Answer key = api.post("/v1/tenants/" + tenant + "/api-keys", ApiServer.OPERATOR, "{\"name\":\"k\"}");

        try (EventLines events = new Watcher(server::port, key.field("secret")).watch("/v1/usage/stream")) {
            assertThat(events.next()).startsWith("snapshot ");
            api.delete("/v1/tenants/" + tenant + "/api-keys/" + key.field("id"), ApiServer.OPERATOR);

            assertThat(events.toEnd()).last().isEqualTo(ENDED);
        }
    }

    @Test
    void endsTheStreamOfAKeyWhoseAddressIsNotAdmittedAnyMore() throws Exception {
        String key = api.key(tenant);

        try (EventLines events = new Watcher(server::port, key).watch("/v1/usage/stream")) {
            assertThat(events.next()).startsWith("snapshot ");
            shutOut("127.0.0.0/8");

            assertThat(events.toEnd()).last().isEqualTo(ENDED);
        }
    }

    @Test
    void endsTheStreamOfAMemberWhoIsRemoved() throws Exception {
        String email = ApiServer.email();
        String user = api.user(email, false);
        api.post(
                "/v1/tenants/" + tenant + "/members",
                ApiServer.OPERATOR,
                "{\"user\":\"" + user + "\",\"role\":\"viewer\"}");
        Browser browser = new Browser(api);
        browser.signIn(email, ApiServer.PASSWORD);

        try (EventLines events = watcher(browser).watch("/v1/usage/stream?tenant=" + tenant)) {
            assertThat(events.next()).startsWith("snapshot ");
            api.delete("/v1/tenants/" + tenant + "/members/" + user, ApiServer.OPERATOR);

            assertThat(events.toEnd()).last().isEqualTo(ENDED);
        }
    }

    @Test
    void endsTheStreamOfASessionThatIsSignedOut() throws Exception {
        Browser operator = Browser.ofOperator(api);

        try (EventLines events = watcher(operator).watch("/v1/usage/stream?tenant=" + tenant)) {
            assertThat(events.next()).startsWith("snapshot ");
            operator.delete("/v1/session");

            assertThat(events.toEnd()).last().isEqualTo(ENDED);
        }
    }

    private static Watcher watcher(Browser browser) {
        return new Watcher(server::port, "Cookie", "mtx_session=" + browser.token());
    }

    private void shutOut(String range) {
        String rules = "/v1/tenants/" + tenant + "/ip-rules";
        api.send(api.request(rules, ApiServer.OPERATOR)
                .header("Content-Type", "application/json")
                .header(
                        "If-Match",
                        api.get(rules, ApiServer.OPERATOR).header("ETag").orElseThrow())
                .PUT(HttpRequest.BodyPublishers.ofString("{\"deny\":[\"" + range + "\"]}"))
                .build());
    }

    private static LiveResource.Gate realGate(Environment environment) {
        environment
                .servlets()
                .addFilter("client-addresses", new ClientAddresses(List.of()))
                .addMappingForUrlPatterns(null, false, "/*");
        Platform platform = TestPlatform.at(InstantSource.system());
        AccessModule access = new AccessModule(
                new AccessConfig(
                        ApiServer.OPERATOR,
                        new FirstOperator(null, null),
                        new Argon2Cost(64, 1, 1),
                        Duration.ofSeconds(5),
                        new SessionConfig(Duration.ofHours(8), Duration.ofDays(7), Duration.ofHours(1)),
                        null,
                        "target/access/live"),
                new InstallationConfig(INSTALLATION, "http://127.0.0.1"),
                platform,
                environment);
        CatalogModule catalog = new CatalogModule(platform, access, environment.jersey());
        return new CredentialGate(access.authentication, access.tenants, catalog.meters);
    }
}
