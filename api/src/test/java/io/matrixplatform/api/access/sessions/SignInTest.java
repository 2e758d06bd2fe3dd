package io.matrixplatform.api.access.sessions;

import static io.matrixplatform.api.testing.ApiServer.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import io.matrixplatform.api.testing.Browser;
import io.matrixplatform.api.testing.TestClock;
import io.matrixplatform.api.testing.TestDatabase;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who gets in, how often somebody may try, and from where. */
class SignInTest {
    private final ApiServer api = ApiServer.running();
    private final Browser browser = new Browser(api);
    private final String email = ApiServer.email();
    private String user = "";

    /** No window of attempts ends while a test counts them. */
    @BeforeEach
    void aUserWhileTheClockStandsStill() {
        TestDatabase.without("access.attempt");
        TestClock.shared().hold();
        user = api.user(email, false);
    }

    @AfterEach
    void letTheClockGo() {
        TestClock.shared().go();
    }

    @Test
    void refusesAWrongPasswordAndAnUnknownAddressAlike() {
        Answer wrong = browser.signIn(email, "not the password");
        Answer unknown = browser.signIn(ApiServer.email(), PASSWORD);

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.problem()).isEqualTo("wrong-credentials");
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.field("detail")).isEqualTo(wrong.field("detail"));
        assertThat(wrong.header("Set-Cookie")).isEmpty();
    }

    @Test
    void refusesTheEleventhGuessAndAfterThatTheRightPassword() {
        for (int i = 0; i < 10; i++) {
            assertThat(browser.signIn(email, "not the password " + i).status()).isEqualTo(401);
        }
        Answer eleventh = browser.signIn(email, PASSWORD);

        assertThat(eleventh.status()).isEqualTo(429);
        assertThat(eleventh.problem()).isEqualTo("too-many-attempts");
        assertThat(Integer.parseInt(eleventh.header("Retry-After").orElseThrow()))
                .isBetween(1, 900);
        assertThat(new Browser(api).signIn(another(), PASSWORD).status()).isEqualTo(201);
    }

    @Test
    void countsGuessesThatComeAtOnce() throws InterruptedException {
        ExecutorService guessers = Executors.newFixedThreadPool(10);
        try {
            List<Integer> answers = guessers
                    .invokeAll(Stream.generate(() -> (Callable<Integer>) () -> new Browser(api)
                                    .signIn(email, "not the password")
                                    .status())
                            .limit(30)
                            .toList())
                    .stream()
                    .map(SignInTest::result)
                    .toList();

            assertThat(answers).filteredOn(status -> status == 401).hasSize(10);
            assertThat(answers).filteredOn(status -> status == 429).hasSize(20);
        } finally {
            guessers.shutdownNow();
        }
    }

    @Test
    void doesNotCountWhoKnowsThePassword() {
        for (int i = 0; i < 12; i++) {
            assertThat(new Browser(api).signIn(email, PASSWORD).status()).isEqualTo(201);
        }
    }

    @Test
    void letsNobodyInWhomNoneOfHisTenantsAdmits() {
        String shut = tenantWithMember("{\"allow\":[\"203.0.113.0/24\"]}");

        Answer refused = browser.signIn(email, PASSWORD);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("ip-not-allowed");
        assertThat(refused.header("Set-Cookie")).isEmpty();
        assertThat(browser.signIn(email, "not the password").problem()).isEqualTo("wrong-credentials");
        assertThat(api.get("/v1/tenants/" + shut + "/audit?action=address.refused", ApiServer.OPERATOR)
                        .json()
                        .path("data"))
                .hasSize(1);
    }

    @Test
    void showsOnlyTheTenantsThatAdmitTheAddress() {
        String shut = tenantWithMember("{\"deny\":[\"127.0.0.0/8\"]}");
        String open = tenantWithMember("{\"allow\":[\"127.0.0.1\"]}");

        Answer signedIn = browser.signIn(email, PASSWORD);

        assertThat(signedIn.json().path("tenants").findValuesAsText("id")).containsExactly(open);
        assertThat(browser.get("/v1/session").json()).isEqualTo(signedIn.json());
        assertThat(browser.get("/v1/meters?tenant=" + open).status()).isEqualTo(200);
        assertThat(browser.get("/v1/meters?tenant=" + shut).status()).isEqualTo(404);
    }

    @Test
    void letsAnOperatorInFromEverywhere() {
        String operator = ApiServer.email();
        user = api.user(operator, true);
        tenantWithMember("{\"deny\":[\"127.0.0.0/8\"]}");

        assertThat(browser.signIn(operator, PASSWORD).status()).isEqualTo(201);
        assertThat(browser.get("/v1/tenants").status()).isEqualTo(200);
    }

    /** The id of a tenant that the user belongs to, with these rules. */
    private String tenantWithMember(String rules) {
        String tenant = api.tenant();
        Answer joined = api.post(
                "/v1/tenants/" + tenant + "/members",
                ApiServer.OPERATOR,
                "{\"user\":\"" + user + "\",\"role\":\"viewer\"}");
        String path = "/v1/tenants/" + tenant + "/ip-rules";
        Answer ruled = api.send(api.request(path, ApiServer.OPERATOR)
                .header("Content-Type", "application/json")
                .header(
                        "If-Match",
                        api.get(path, ApiServer.OPERATOR).header("ETag").orElseThrow())
                .PUT(HttpRequest.BodyPublishers.ofString(rules))
                .build());
        assertThat(List.of(joined.status(), ruled.status())).as(joined.text()).containsExactly(201, 200);
        return tenant;
    }

    private String another() {
        String other = ApiServer.email();
        api.user(other, false);
        return other;
    }

    private static int result(Future<Integer> answer) {
        try {
            return answer.get();
        } catch (InterruptedException | ExecutionException failure) {
            throw new AssertionError(failure);
        }
    }
}
