package io.matrixplatform.api.access.secondfactor;

import static io.matrixplatform.api.testing.ApiServer.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import io.matrixplatform.api.testing.Browser;
import io.matrixplatform.api.testing.TestClock;
import io.matrixplatform.api.testing.TestDatabase;
import java.net.http.HttpRequest;
import java.util.HexFormat;
import java.util.Locale;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SecondFactorTest {
    private final TestClock clock = TestClock.shared();
    private final ApiServer api = ApiServer.running();
    private final Browser browser = new Browser(api);
    private final String email = ApiServer.email();

    /** No step of time ends between the moment a code is computed and the moment it is looked at. */
    @BeforeEach
    void aUserWhoIsSignedInWhileTheClockStandsStill() {
        clock.hold();
        TestDatabase.without("access.attempt");
        api.user(email, false);
        browser.signIn(email, PASSWORD);
    }

    @AfterEach
    void letTheClockGo() {
        clock.go();
    }

    @Test
    void isNotDemandedBeforeItIsConfirmed() {
        Answer begun = browser.post("/v1/session/totp", "{}");

        assertThat(begun.status()).isEqualTo(201);
        assertThat(begun.field("otpauth_uri"))
                .startsWith("otpauth://totp/Matrix:")
                .contains(begun.field("secret"));
        assertThat(new Browser(api).signIn(email, PASSWORD).status()).isEqualTo(201);
        assertThat(browser.get("/v1/session").json().at("/user/totp_enabled").asBoolean())
                .isFalse();
    }

    @Test
    void refusesToConfirmWithAWrongCode() {
        byte[] secret = begin();
        String wrong = code(secret, 5);

        Answer refused = confirm(wrong);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo("/code");
    }

    @Test
    void isDemandedOnceItIsConfirmed() {
        byte[] secret = begin();
        Answer confirmed = confirm(code(secret, 0));

        assertThat(confirmed.json().path("recovery_codes")).hasSize(SecondFactors.RECOVERY_CODES);
        assertThat(browser.get("/v1/session").json().at("/user/totp_enabled").asBoolean())
                .isTrue();
        Answer withoutCode = new Browser(api).signIn(email, PASSWORD);
        assertThat(withoutCode.status()).isEqualTo(401);
        assertThat(withoutCode.problem()).isEqualTo("second-factor-required");
        assertThat(new Browser(api).signIn(email, PASSWORD, code(secret, 5)).problem())
                .isEqualTo("wrong-credentials");
        assertThat(new Browser(api).signIn(email, PASSWORD, code(secret, 1)).status())
                .isEqualTo(201);
    }

    @Test
    void takesEachCodeOnce() {
        byte[] secret = begin();
        confirm(code(secret, 0));
        String code = code(secret, 1);

        assertThat(new Browser(api).signIn(email, PASSWORD, code).status()).isEqualTo(201);
        assertThat(new Browser(api).signIn(email, PASSWORD, code).problem()).isEqualTo("wrong-credentials");
    }

    @Test
    void takesEachRecoveryCodeOnceHoweverItIsTyped() {
        String recovery =
                confirm(code(begin(), 0)).json().at("/recovery_codes/3").asText();

        String typed = recovery.toUpperCase(Locale.ROOT).replace("-", " ");
        assertThat(new Browser(api).signIn(email, PASSWORD, typed).status()).isEqualTo(201);
        assertThat(new Browser(api).signIn(email, PASSWORD, recovery).problem()).isEqualTo("wrong-credentials");
    }

    @Test
    void allowsFiveWrongCodesAndThenNotEvenARightOne() {
        byte[] secret = begin();
        confirm(code(secret, 0));

        for (int i = 0; i < 5; i++) {
            assertThat(new Browser(api).signIn(email, PASSWORD, "000000x").status())
                    .isEqualTo(401);
        }
        Answer sixth = new Browser(api).signIn(email, PASSWORD, code(secret, 1));

        assertThat(sixth.status()).isEqualTo(429);
        assertThat(sixth.problem()).isEqualTo("too-many-attempts");
        assertThat(Integer.parseInt(sixth.header("Retry-After").orElseThrow())).isBetween(1, 900);
    }

    @Test
    void countsWrongCodesThatComeWithAnIdempotencyKeyToo() {
        begin();
        Answer last = confirm("000000x");

        for (int i = 0; i < 5; i++) {
            last = api.send(browser.changing("/v1/session/totp/confirmation")
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", "guess-" + i)
                    .POST(HttpRequest.BodyPublishers.ofString("{\"code\":\"000000x\"}"))
                    .build());
        }

        assertThat(last.problem()).isEqualTo("too-many-attempts");
    }

    @Test
    void isRemovedWithACodeAndNotWithout() {
        byte[] secret = begin();
        confirm(code(secret, 0));

        assertThat(browser.delete("/v1/session/totp").status()).isEqualTo(422);
        assertThat(browser.delete("/v1/session/totp?code=" + code(secret, 5)).status())
                .isEqualTo(422);
        assertThat(browser.delete("/v1/session/totp?code=" + code(secret, 1)).status())
                .isEqualTo(204);
        assertThat(new Browser(api).signIn(email, PASSWORD).status()).isEqualTo(201);
        assertThat(browser.delete("/v1/session/totp?code=000000").problem()).isEqualTo("second-factor-not-enabled");
    }

    @Test
    void cannotBeReplacedWhileItCounts() {
        confirm(code(begin(), 0));

        assertThat(browser.post("/v1/session/totp", "{}").problem()).isEqualTo("second-factor-enabled");
    }

    @Test
    void storesNeitherTheSecretNorTheRecoveryCodes() {
        byte[] secret = begin();
        String recovery =
                confirm(code(secret, 0)).json().at("/recovery_codes/0").asText();

        String stored = TestDatabase.jdbi()
                .withHandle(
                        handle -> handle.createQuery("""
                        SELECT string_agg(f::text || coalesce(r::text, ''), ' ')
                          FROM access.second_factor f
                          LEFT JOIN access.recovery_code r USING (user_id)
                        """).mapTo(String.class).one());

        assertThat(stored).doesNotContain(HexFormat.of().formatHex(secret)).doesNotContain(recovery.replace("-", ""));
    }

    private byte[] begin() {
        return Base32.decode(browser.post("/v1/session/totp", "{}").field("secret"));
    }

    private Answer confirm(String code) {
        return browser.post("/v1/session/totp/confirmation", "{\"code\":\"" + code + "\"}");
    }

    private String code(byte[] secret, int stepsAhead) {
        return Totp.code(secret, Totp.stepAt(clock.instant()) + stepsAhead, 6);
    }
}
