package io.matrixplatform.api.access.sessions;

import static io.matrixplatform.api.platform.problems.ProblemType.SIGN_IN_BUSY;

import io.matrixplatform.api.access.attempts.AttemptLimit;
import io.matrixplatform.api.access.attempts.Attempts;
import io.matrixplatform.api.platform.problems.ProblemException;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Guesses of passwords, counted per account, per client and per both. Thread-safe. */
final class Guesses {
    private final Attempts attempts;

    Guesses(Attempts attempts) {
        this.attempts = attempts;
    }

    /**
     * Counts one guess before it is looked at. It gets its attempt back when it was right, and when nobody looked at it
     * because the server was busy.
     *
     * @throws ProblemException {@code TOO_MANY_ATTEMPTS}, or what {@code look} throws
     */
    <T> T count(String account, Device device, Supplier<T> look, Predicate<T> isRight) {
        Map<AttemptLimit, String> limits = limits(account, device);
        limits.forEach(attempts::take);
        try {
            T seen = look.get();
            if (isRight.test(seen)) {
                limits.forEach(attempts::giveBack);
            }
            return seen;
        } catch (ProblemException refused) {
            if (refused.type() == SIGN_IN_BUSY) {
                limits.forEach(attempts::giveBack);
            }
            throw refused;
        }
    }

    private static Map<AttemptLimit, String> limits(String account, Device device) {
        String client = device.address().limitKey();
        return Map.of(
                AttemptLimit.CLIENT, client,
                AttemptLimit.ACCOUNT, account,
                AttemptLimit.ACCOUNT_AND_CLIENT, account + " " + client);
    }
}
