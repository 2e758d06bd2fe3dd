package io.matrixplatform.api.access.team;

import static io.matrixplatform.api.testing.ApiServer.OPERATOR;
import static io.matrixplatform.api.testing.ApiServer.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import io.matrixplatform.api.testing.Browser;
import io.matrixplatform.api.testing.Inbox;
import io.matrixplatform.api.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InvitationTest {
    private static final String SUBJECT = "You are invited to Acme";

    private final ApiServer api = ApiServer.running();
    private final String tenant = api.tenant();
    private final String invitations = "/v1/tenants/" + tenant + "/invitations";
    private final String email = ApiServer.email();
    private final Inbox inbox = new Inbox(email);
    private final Browser browser = new Browser(api);

    @BeforeEach
    void noAttemptsYet() {
        TestDatabase.without("access.attempt");
    }

    @Test
    void letsANewPersonJoinWithAnAccountOfItsOwn() {
        Answer invited = invite("developer");
        String path = "/v1/invitations/" + inbox.token(SUBJECT);

        Answer shown = api.get(path, null);
        Answer joined = api.post(path + "/acceptance", null, body("Grace", PASSWORD));

        assertThat(invited.status()).isEqualTo(201);
        assertThat(invited.text()).doesNotContain(inbox.token(SUBJECT));
        assertThat(shown.json().at("/tenant/name").asText()).isEqualTo("Acme");
        assertThat(shown.field("email")).isEqualTo(email);
        assertThat(shown.field("role")).isEqualTo("developer");
        assertThat(shown.json().path("has_account").asBoolean()).isFalse();
        assertThat(joined.status()).isEqualTo(201);
        Answer signedIn = browser.signIn(email, PASSWORD);
        assertThat(signedIn.json().at("/tenants/0/role").asText()).isEqualTo("developer");
        assertThat(signedIn.json().at("/user/email_verified").asBoolean()).isTrue();
        assertThat(api.get(path, null).problem()).isEqualTo("invitation-not-found");
        assertThat(api.get(invitations, OPERATOR).json().path("data")).isEmpty();
    }

    @Test
    void letsSomebodyWithAnAccountJoinOnceSignedIn() {
        api.user(email, false);
        invite("admin");
        String path = "/v1/invitations/" + inbox.token(SUBJECT);

        assertThat(api.get(path, null).json().path("has_account").asBoolean()).isTrue();
        assertThat(api.post(path + "/acceptance", null, body("Eve", PASSWORD)).problem())
                .isEqualTo("invitation-needs-sign-in");
        browser.signIn(email, PASSWORD);
        assertThat(browser.post(path + "/acceptance", "{}").status()).isEqualTo(201);
        assertThat(browser.get("/v1/session").json().at("/tenants/0/role").asText())
                .isEqualTo("admin");
    }

    @Test
    void isForNobodyElse() {
        invite("admin");
        String path = "/v1/invitations/" + inbox.token(SUBJECT);
        String other = ApiServer.email();
        api.user(other, false);
        browser.signIn(other, PASSWORD);

        assertThat(browser.post(path + "/acceptance", "{}").problem()).isEqualTo("invitation-for-another");
        assertThat(api.get(path, null).status()).isEqualTo(200);
    }

    @Test
    void demandsNameAndPasswordOfWhoIsNotSignedIn() {
        invite("viewer");
        String path = "/v1/invitations/" + inbox.token(SUBJECT) + "/acceptance";

        assertThat(api.post(path, null, "{}").json().findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/name", "/password");
        assertThat(api.post(path, null, body("Grace", "short"))
                        .json()
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("/password");
        assertThat(api.post(path, null, body("Grace", PASSWORD)).status()).isEqualTo(201);
    }

    @Test
    void worksNoMoreOnceItWasWithdrawnReplacedOrExpired() {
        String first = invite("viewer").field("id");
        String firstToken = inbox.token(SUBJECT);
        Answer second = invite("admin");

        assertThat(api.get("/v1/invitations/" + firstToken, null).problem()).isEqualTo("invitation-not-found");
        assertThat(api.delete(invitations + "/" + first, OPERATOR).problem()).isEqualTo("invitation-not-found");
        assertThat(api.get(invitations, OPERATOR).json().path("data")).hasSize(1);
        assertThat(api.delete(invitations + "/" + second.field("id"), OPERATOR).status())
                .isEqualTo(204);
        assertThat(api.get(invitations, OPERATOR).json().path("data")).isEmpty();
        assertThat(api.get("/v1/invitations/nonsense", null).problem()).isEqualTo("invitation-not-found");
    }

    @Test
    void expiresAfterSevenDays() {
        invite("viewer");
        String token = inbox.token(SUBJECT);
        TestDatabase.jdbi()
                .useHandle(handle ->
                        handle.execute("UPDATE access.invitation SET expires_at = now() WHERE email = ?", email));

        assertThat(api.get("/v1/invitations/" + token, null).problem()).isEqualTo("invitation-not-found");
        assertThat(api.post("/v1/invitations/" + token + "/acceptance", null, body("Grace", PASSWORD))
                        .problem())
                .isEqualTo("invitation-not-found");
        assertThat(api.get(invitations, OPERATOR).json().path("data")).isEmpty();
    }

    @Test
    void isNotSentToAMemberNorForARoleAboveTheInvitersOwn() {
        String user = api.user(email, false);
        api.post("/v1/tenants/" + tenant + "/members", OPERATOR, "{\"user\":\"" + user + "\",\"role\":\"admin\"}");
        browser.signIn(email, PASSWORD);

        assertThat(invite("viewer").problem()).isEqualTo("already-member");
        assertThat(browser.post(invitations, "{\"email\":\"x@example.com\",\"role\":\"owner\"}")
                        .problem())
                .isEqualTo("insufficient-scope");
        assertThat(browser.post(invitations, "{\"email\":\"x@example.com\",\"role\":\"king\"}")
                        .status())
                .isEqualTo(422);
        assertThat(browser.post(invitations, "{\"email\":\"x" + email + "\",\"role\":\"viewer\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void isRememberedByTheTenantsAuditLogWithoutItsToken() {
        invite("viewer");
        String token = inbox.token(SUBJECT);
        api.post("/v1/invitations/" + token + "/acceptance", null, body("Grace", PASSWORD));

        String remembered =
                api.get("/v1/tenants/" + tenant + "/audit", OPERATOR).text();

        assertThat(remembered)
                .contains("invitation.sent", "member.added", email)
                .doesNotContain(token);
    }

    private Answer invite(String role) {
        return api.post(invitations, OPERATOR, "{\"email\":\"" + email + "\",\"role\":\"" + role + "\"}");
    }

    private static String body(String name, String password) {
        return "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}";
    }
}
