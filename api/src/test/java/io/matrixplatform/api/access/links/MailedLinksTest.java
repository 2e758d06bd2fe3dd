package io.matrixplatform.api.access.links;

import static io.matrixplatform.api.testing.ApiServer.OPERATOR;
import static io.matrixplatform.api.testing.ApiServer.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import io.matrixplatform.api.testing.Browser;
import io.matrixplatform.api.testing.Inbox;
import io.matrixplatform.api.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailedLinksTest {
    private static final String RESET = "Set a new password";
    private static final String VERIFY = "Is this your e-mail address?";
    private static final String ANOTHER = "another horse battery";

    private final ApiServer api = ApiServer.running();
    private final String email = ApiServer.email();
    private final Inbox inbox = new Inbox(email);
    private final Browser browser = new Browser(api);

    @BeforeEach
    void noAttemptsYet() {
        TestDatabase.without("access.attempt");
    }

    @Test
    void setsANewPasswordByALinkAndSignsOutEverywhere() {
        api.user(email, false);
        browser.signIn(email, PASSWORD);
        ask(email);
        String token = inbox.token(RESET);

        Answer done = reset(token, ANOTHER);

        assertThat(done.status()).isEqualTo(204);
        assertThat(browser.get("/v1/session").status()).isEqualTo(401);
        assertThat(browser.signIn(email, PASSWORD).status()).isEqualTo(401);
        Answer signedIn = browser.signIn(email, ANOTHER);
        assertThat(signedIn.status()).isEqualTo(201);
        assertThat(signedIn.json().at("/user/email_verified").asBoolean()).isTrue();
    }

    @Test
    void takesALinkOnceAndNeverOneThatANewerReplaced() {
        api.user(email, false);
        ask(email);
        String first = inbox.token(RESET);
        ask(email);
        awaitMails(2);
        String second = inbox.token(RESET);

        assertThat(reset(first, ANOTHER).problem()).isEqualTo("link-not-valid");
        assertThat(reset(second, "short").status()).isEqualTo(422);
        assertThat(reset(second, ANOTHER).status()).isEqualTo(204);
        assertThat(reset(second, ANOTHER).problem()).isEqualTo("link-not-valid");
        assertThat(reset("nonsense", ANOTHER).problem()).isEqualTo("link-not-valid");
    }

    @Test
    void answersTheRepetitionOfAResetLikeTheFirst() {
        api.user(email, false);
        ask(email);
        String path = "/v1/password-resets/" + inbox.token(RESET);
        String body = "{\"password\":\"" + ANOTHER + "\"}";

        List<Answer> answers =
                List.of(api.post(path, null, body, "once-" + email), api.post(path, null, body, "once-" + email));

        assertThat(answers).extracting(Answer::status).containsOnly(204);
    }

    @Test
    void answersTheSameForAnAddressThatNobodyHas() {
        api.user(email, false);

        Answer known = ask(email);
        Answer unknown = ask(ApiServer.email());

        assertThat(known.status()).isEqualTo(202);
        assertThat(unknown.status()).isEqualTo(202);
        assertThat(unknown.text()).isEqualTo(known.text());
    }

    @Test
    void refusesALinkThatHasExpired() {
        api.user(email, false);
        ask(email);
        String token = inbox.token(RESET);
        TestDatabase.jdbi()
                .useHandle(handle ->
                        handle.execute("UPDATE access.mailed_link SET expires_at = now() WHERE email = ?", email));

        assertThat(reset(token, ANOTHER).problem()).isEqualTo("link-not-valid");
    }

    @Test
    void sendsNoMoreThanFiveMailsToOneAddressAndTellsNobody() {
        api.user(email, false);
        for (int i = 0; i < 7; i++) {
            assertThat(ask(email).status()).isEqualTo(202);
        }
        String later = ApiServer.email();
        api.user(later, false);
        ask(later);

        new Inbox(later).token(RESET);
        assertThat(inbox.count(RESET)).isEqualTo(5);
    }

    @Test
    void refusesAClientThatAsksForMailsAllTheTime() {
        Answer last = ask(ApiServer.email());
        for (int i = 0; i < 30; i++) {
            last = ask(ApiServer.email());
        }

        assertThat(last.status()).isEqualTo(429);
        assertThat(last.header("Retry-After")).isPresent();
    }

    @Test
    void verifiesTheAddressOfANewUserOnce() {
        api.user(email, false);
        String path = "/v1/email-verifications/" + inbox.token(VERIFY);
        browser.signIn(email, PASSWORD);
        assertThat(verified()).isFalse();

        assertThat(api.post(path, null, "{}").status()).isEqualTo(204);

        assertThat(verified()).isTrue();
        assertThat(api.post(path, null, "{}").problem()).isEqualTo("link-not-valid");
        assertThat(browser.post("/v1/email-verifications", "{}").status()).isEqualTo(202);
    }

    @Test
    void takesNoLinkForWhatItIsNotFor() {
        api.user(email, false);
        String token = inbox.token(VERIFY);

        assertThat(reset(token, ANOTHER).problem()).isEqualTo("link-not-valid");
    }

    @Test
    void letsANewUserWithoutAPasswordSetOne() {
        api.post("/v1/users", OPERATOR, "{\"email\":\"" + email + "\",\"name\":\"Grace\"}");
        assertThat(browser.signIn(email, "").status()).isEqualTo(401);

        assertThat(reset(inbox.token("Welcome to Matrix"), ANOTHER).status()).isEqualTo(204);

        assertThat(browser.signIn(email, ANOTHER).status()).isEqualTo(201);
        assertThat(verified()).isTrue();
    }

    @Test
    void storesNoToken() {
        api.user(email, false);
        String token = inbox.token(VERIFY);

        String stored = TestDatabase.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT string_agg(l::text, ' ') FROM access.mailed_link l")
                        .mapTo(String.class)
                        .one());

        assertThat(stored).contains(email).doesNotContain(token);
    }

    private Answer ask(String address) {
        return api.post("/v1/password-resets", null, "{\"email\":\"" + address + "\"}");
    }

    private Answer reset(String token, String password) {
        return api.post("/v1/password-resets/" + token, null, "{\"password\":\"" + password + "\"}");
    }

    private boolean verified() {
        return browser.get("/v1/session").json().at("/user/email_verified").asBoolean();
    }

    private void awaitMails(int wanted) {
        long end = System.nanoTime() + java.time.Duration.ofSeconds(20).toNanos();
        while (inbox.count(RESET) < wanted && System.nanoTime() < end) {
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
        }
    }
}
