package io.matrixplatform.api.access.sessions;

import static io.matrixplatform.api.platform.problems.ProblemType.SIGN_IN_BUSY;
import static io.matrixplatform.api.platform.problems.ProblemType.TOO_MANY_ATTEMPTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.matrixplatform.api.access.attempts.Attempts;
import io.matrixplatform.api.platform.http.ClientAddress;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.api.platform.problems.ProblemType;
import io.matrixplatform.api.testing.TestDatabase;
import io.matrixplatform.model.network.IpAddresses;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class GuessesTest {
    private static final int LIMIT = 10;

    /** In a window that is not over: the servers of other tests forget those that are. */
    private final Guesses guesses = new Guesses(new Attempts(
            TestDatabase.without("access.attempt"), InstantSource.fixed(Instant.parse("2100-01-01T10:00:00Z"))));

    private final Device device =
            new Device(new ClientAddress(IpAddresses.parse("203.0.113.9").orElseThrow(), true, false), "test");

    @Test
    void countsAWrongGuessAndNotARightOne() {
        for (int i = 0; i < LIMIT - 1; i++) {
            assertThat(guess(() -> false)).isFalse();
        }
        for (int i = 0; i < 2 * LIMIT; i++) {
            assertThat(guess(() -> true)).isTrue();
        }
        guess(() -> false);

        assertThat(refusal(() -> true)).isEqualTo(TOO_MANY_ATTEMPTS);
    }

    @Test
    void doesNotCountAGuessThatNobodyLookedAt() {
        for (int i = 0; i < 2 * LIMIT; i++) {
            assertThat(refusal(() -> {
                        throw new ProblemException(SIGN_IN_BUSY, "no turn");
                    }))
                    .isEqualTo(SIGN_IN_BUSY);
        }

        for (int i = 0; i < LIMIT; i++) {
            assertThat(guess(() -> false)).isFalse();
        }
        assertThat(refusal(() -> true)).isEqualTo(TOO_MANY_ATTEMPTS);
    }

    private boolean guess(Supplier<Boolean> look) {
        return guesses.count("ada@example.com", device, look, Boolean::booleanValue);
    }

    private ProblemType refusal(Supplier<Boolean> look) {
        return catchThrowableOfType(ProblemException.class, () -> guess(look)).type();
    }
}
