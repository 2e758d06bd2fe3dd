package io.matrixplatform.api.access.passwords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.api.platform.problems.ProblemType;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordsTest {
    private static final Argon2Cost CHEAP = new Argon2Cost(64, 1, 1);

    private final Passwords passwords = new Passwords(CHEAP, 2, Duration.ofSeconds(5), new SecureRandom());

    @Test
    void agreesWithTheReferenceImplementation() {
        String stored = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

        assertThat(passwords.matches("password", stored)).isTrue();
        assertThat(passwords.matches("Password", stored)).isFalse();
    }

    @Test
    void storesAnotherTextEachTime() {
        String one = passwords.hash("correct horse battery");
        String other = passwords.hash("correct horse battery");

        assertThat(one)
                .isNotEqualTo(other)
                .startsWith("$argon2id$v=19$m=64,t=1,p=1$")
                .doesNotContain("correct");
        assertThat(passwords.matches("correct horse battery", one)).isTrue();
        assertThat(passwords.matches("correct horse battery", other)).isTrue();
    }

    @Test
    void takesTheSameTextFromAnotherKeyboardForTheSamePassword() {
        String stored = passwords.hash("caf\u00e9 au lait");

        assertThat(passwords.matches("cafe\u0301 au lait", stored)).isTrue();
    }

    @Test
    void matchesNothingForNobody() {
        assertThat(passwords.matches("nobody's", null)).isFalse();
        assertThat(passwords.matches("", null)).isFalse();
    }

    @Test
    void knowsWhatWasHashedAtAnotherCost() {
        String cheap = passwords.hash("correct horse battery");
        Passwords dearer = new Passwords(new Argon2Cost(128, 1, 1), 2, Duration.ofSeconds(5), new SecureRandom());

        assertThat(passwords.isOutdated(cheap)).isFalse();
        assertThat(dearer.isOutdated(cheap)).isTrue();
        assertThat(dearer.matches("correct horse battery", cheap)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "eleven char, false",
        "twelve chars, true",
        "aaaaaaaaaaaa, false",
        "abcabcabcabc, false",
        "Ada.Lovelace@example.com, false",
        "correct horse battery, true"
    })
    void objectsToWhatIsGuessedFirst(String wanted, boolean fine) {
        assertThat(Passwords.objection(wanted, "ada.lovelace@example.com") == null)
                .isEqualTo(fine);
    }

    @Test
    void refusesACostThatIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Argon2Cost(4, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Argon2Cost(64, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Argon2Cost(64, 1, 0));
    }

    @Test
    void tellsWhoGetsNoTurnToComeBack() {
        Passwords busy = new Passwords(CHEAP, 0, Duration.ZERO, new SecureRandom());

        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> busy.matches("password", null));

        assertThat(refused.type()).isEqualTo(ProblemType.SIGN_IN_BUSY);
    }
}
