package io.matrixplatform.api.access.sessions;

import static io.matrixplatform.api.testing.ApiServer.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import io.matrixplatform.api.testing.Browser;
import io.matrixplatform.api.testing.TestDatabase;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionResourceTest {
    private final ApiServer api = ApiServer.running();
    private final Browser browser = new Browser(api);
    private final String email = ApiServer.email();

    @BeforeEach
    void aUser() {
        TestDatabase.without("access.attempt");
        api.user(email, false);
    }

    @Test
    void signsInWithACookieThatNoScriptAndNoOtherSiteCanUse() {
        Answer signedIn = browser.signIn(email.toUpperCase(Locale.ROOT), PASSWORD);

        assertThat(signedIn.status()).isEqualTo(201);
        assertThat(signedIn.header("Cache-Control")).hasValue("no-store");
        assertThat(signedIn.header("Set-Cookie").orElseThrow())
                .startsWith("mtx_session=")
                .contains("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=604800")
                .doesNotContain("Secure");
        assertThat(signedIn.json().at("/user/email").asText()).isEqualTo(email);
        assertThat(signedIn.json().path("operator").asBoolean()).isFalse();
        assertThat(signedIn.json().path("tenants")).isEmpty();
        assertThat(browser.get("/v1/session").json()).isEqualTo(signedIn.json());
    }

    @Test
    void storesNeitherPasswordNorToken() {
        browser.signIn(email, PASSWORD);

        String stored = TestDatabase.jdbi()
                .withHandle(
                        handle -> handle.createQuery("""
                        SELECT string_agg(s::text || u::text, ' ')
                          FROM access.session s
                          JOIN access.user_account u ON u.id = s.user_id
                        """).mapTo(String.class).one());

        assertThat(stored).contains("$argon2id$v=19$m=19456,t=2,p=1$", email).doesNotContain(PASSWORD, browser.token());
    }

    @Test
    void demandsTheCsrfTokenOfWhatChangesSomethingAndOfNothingElse() {
        browser.signIn(email, PASSWORD);
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString("{\"name\":\"Grace\"}");

        Answer without = api.send(browser.request("/v1/session/user")
                .header("Content-Type", "application/json")
                .method("PATCH", body)
                .build());
        Answer wrong = api.send(browser.request("/v1/session/user")
                .header("Content-Type", "application/json")
                .header("X-CSRF-Token", browser.token())
                .method("PATCH", body)
                .build());
        Answer with = browser.patch("/v1/session/user", "{\"name\":\"Grace\"}");

        assertThat(List.of(without, wrong)).allSatisfy(refused -> {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.problem()).isEqualTo("csrf-token-missing");
        });
        assertThat(with.status()).isEqualTo(200);
        assertThat(browser.get("/v1/session").json().at("/user/name").asText()).isEqualTo("Grace");
    }

    @Test
    void looksAtTheAuthorizationHeaderAloneWhereThereIsOne() {
        Browser operator = Browser.ofOperator(api);
        String key = api.key(api.tenant());

        Answer refused = api.send(operator.request("/v1/tenants")
                .header("Authorization", "Bearer " + key)
                .build());
        Answer nonsense = api.send(operator.request("/v1/tenants")
                .header("Authorization", "Bearer nonsense")
                .build());

        assertThat(operator.get("/v1/tenants").status()).isEqualTo(200);
        assertThat(refused.problem()).isEqualTo("operator-only");
        assertThat(nonsense.status()).isEqualTo(401);
        assertThat(api.get("/v1/session", key).problem()).isEqualTo("session-required");
    }

    @Test
    void endsTheSessionAtSignOut() {
        browser.signIn(email, PASSWORD);

        Answer out = browser.delete("/v1/session");

        assertThat(out.status()).isEqualTo(204);
        assertThat(out.header("Set-Cookie").orElseThrow()).contains("mtx_session=;", "Max-Age=0");
        assertThat(browser.get("/v1/session").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "last_seen_at, 7 hours 59 minutes, 200",
        "last_seen_at, 8 hours, 401",
        "created_at, 8 hours, 200",
        "expires_at, 0 seconds, 401"
    })
    void endsTheSessionWhenItIsIdleOrOld(String moment, String ago, int status) {
        browser.signIn(email, PASSWORD);

        TestDatabase.jdbi()
                .useHandle(handle -> handle.createUpdate("UPDATE access.session SET <moment> = now() - :ago::interval"
                                + " WHERE user_id = (SELECT id FROM access.user_account WHERE email = :email)")
                        .define("moment", moment)
                        .bind("ago", ago)
                        .bind("email", email)
                        .execute());

        assertThat(browser.get("/v1/session").status()).isEqualTo(status);
    }

    @Test
    void beginsAnotherSessionAtEachSignInAndEndsTheOneBefore() {
        browser.signIn(email, PASSWORD);
        HttpRequest before = browser.request("/v1/session").build();
        String token = browser.token();

        browser.signIn(email, PASSWORD);

        assertThat(browser.token()).isNotEqualTo(token);
        assertThat(api.send(before).status()).isEqualTo(401);
        assertThat(browser.get("/v1/session").status()).isEqualTo(200);
    }

    @Test
    void takesNoTokenThatItDidNotHandOut() {
        for (String planted : List.of("", "x", "A".repeat(43), "A".repeat(4_000), "%00")) {
            Answer refused = api.send(api.request("/v1/session", null)
                    .header("Cookie", "mtx_session=" + planted)
                    .build());

            assertThat(refused.status()).isEqualTo(401);
        }
    }

    @Test
    void signsOutEverywhereElseWhenThePasswordChanges() {
        browser.signIn(email, PASSWORD);
        Browser elsewhere = new Browser(api);
        elsewhere.signIn(email, PASSWORD);

        Answer wrong = browser.put("/v1/session/password", change("not the password", "another horse battery"));
        Answer weak = browser.put("/v1/session/password", change(PASSWORD, "short"));
        Answer changed = browser.put("/v1/session/password", change(PASSWORD, "another horse battery"));

        assertThat(wrong.json().at("/errors/0/pointer").asText()).isEqualTo("/current");
        assertThat(weak.json().at("/errors/0/pointer").asText()).isEqualTo("/password");
        assertThat(changed.status()).isEqualTo(204);
        assertThat(browser.get("/v1/session").status()).isEqualTo(200);
        assertThat(elsewhere.get("/v1/session").status()).isEqualTo(401);
        assertThat(elsewhere.signIn(email, PASSWORD).status()).isEqualTo(401);
        assertThat(elsewhere.signIn(email, "another horse battery").status()).isEqualTo(201);
    }

    @Test
    void listsTheSessionsOfTheUserAndEndsOne() {
        browser.signIn(email, PASSWORD);
        Browser elsewhere = new Browser(api);
        elsewhere.signIn(email, PASSWORD);
        String other = new Browser(api).signIn(another(), PASSWORD).status() == 201 ? "signed in" : "refused";

        Answer listed = browser.get("/v1/sessions");
        String theirs = elsewhere.get("/v1/sessions").json().findParents("current").stream()
                .filter(session -> session.path("current").asBoolean())
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();

        assertThat(other).isEqualTo("signed in");
        assertThat(listed.json()).hasSize(2);
        assertThat(browser.delete("/v1/sessions/" + theirs).status()).isEqualTo(204);
        assertThat(elsewhere.get("/v1/session").status()).isEqualTo(401);
        assertThat(browser.delete("/v1/sessions/" + theirs).problem()).isEqualTo("session-not-found");
    }

    private String another() {
        String other = ApiServer.email();
        api.user(other, false);
        return other;
    }

    private static String change(String current, String password) {
        return "{\"current\":\"" + current + "\",\"password\":\"" + password + "\"}";
    }
}
