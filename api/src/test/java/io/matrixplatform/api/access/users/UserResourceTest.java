package io.matrixplatform.api.access.users;

import static io.matrixplatform.api.testing.ApiServer.OPERATOR;
import static io.matrixplatform.api.testing.ApiServer.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import io.matrixplatform.api.testing.Browser;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserResourceTest {
    private final ApiServer api = ApiServer.running();

    @Test
    void createsAUserWhoCanSignIn() {
        String email = ApiServer.email();

        Answer created = api.post("/v1/users", OPERATOR, body(email, PASSWORD));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.field("id")).startsWith("usr_");
        assertThat(created.text()).doesNotContain(PASSWORD, "argon2");
        assertThat(new Browser(api).signIn(email, PASSWORD).status()).isEqualTo(201);
        assertThat(api.get("/v1/users?limit=1000", OPERATOR).text())
                .contains(email)
                .doesNotContain("argon2");
    }

    @Test
    void makesNoTwoUsersOfOneAddress() {
        String email = ApiServer.email();
        api.user(email, false);

        Answer refused = api.post("/v1/users", OPERATOR, body(email.toUpperCase(Locale.ROOT), PASSWORD));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("email-taken");
    }

    @Test
    void answersTheRepetitionOfARequestLikeTheFirst() {
        String email = ApiServer.email();

        Answer first = api.post("/v1/users", OPERATOR, body(email, PASSWORD), "create-" + email);
        Answer again = api.post("/v1/users", OPERATOR, body(email, PASSWORD), "create-" + email);

        assertThat(again.text()).isEqualTo(first.text());
    }

    @Test
    void namesTheFieldThatIsWrong() {
        List<Answer> refused = List.of(
                api.post("/v1/users", OPERATOR, "{\"name\":\"Ada\"}"),
                api.post("/v1/users", OPERATOR, "{\"name\":\"Ada\",\"email\":\"nobody\"}"),
                api.post("/v1/users", OPERATOR, "{\"name\":\"Ada\",\"email\":7}"));

        assertThat(refused).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo("/email");
        });
        Answer weak = api.post("/v1/users", OPERATOR, body(ApiServer.email(), "short"));
        assertThat(weak.json().at("/errors/0/pointer").asText()).isEqualTo("/password");
    }

    @Test
    void isTheOperatorsAlone() {
        String email = ApiServer.email();
        api.user(email, false);
        Browser user = new Browser(api);
        user.signIn(email, PASSWORD);

        assertThat(user.get("/v1/users").problem()).isEqualTo("operator-only");
        assertThat(user.post("/v1/users", body(ApiServer.email(), PASSWORD)).problem())
                .isEqualTo("operator-only");
        assertThat(Browser.ofOperator(api).get("/v1/users").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b@c",
                "@example.com",
                "ada@",
                "ada@-example.com",
                "ada@example.com\\r\\nBcc: eve@example.com",
                "ada lovelace@example.com",
                "<ada@example.com>",
                "ada@example..com",
                "ada@[127.0.0.1]",
                ""
            })
    void refusesWhatIsNoAddress(String email) {
        assertThat(api.post("/v1/users", OPERATOR, body(email, PASSWORD)).status())
                .isEqualTo(422);
    }

    private static String body(String email, String password) {
        return "{\"email\":\"" + email + "\",\"name\":\"Ada\",\"password\":\"" + password + "\"}";
    }
}
