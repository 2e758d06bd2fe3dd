package io.matrixplatform.api.access.attempts;

import static io.matrixplatform.api.platform.problems.ProblemType.TOO_MANY_ATTEMPTS;

import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.hashing.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Counts attempts. Each call is a transaction on a connection of its own: what is refused later, and rolled back, has still
 * been tried. Thread-safe.
 */
public final class Attempts {
    private final Jdbi jdbi;
    private final InstantSource clock;

    public Attempts(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * Counts one attempt.
     *
     * @param about whose attempts are counted together; only its hash is stored
     * @throws ProblemException {@code TOO_MANY_ATTEMPTS} if it is one too many, with the time to wait
     */
    public void take(AttemptLimit limit, String about) {
        Instant window = window();
        if (count(subject(limit, about), window) > limit.max()) {
            Duration rest = Duration.between(clock.instant(), window.plus(AttemptLimit.WINDOW));
            throw ProblemException.retryAfter(TOO_MANY_ATTEMPTS, "wait before you try again", rest);
        }
    }

    /** Takes back one attempt, which was none after all. */
    public void giveBack(AttemptLimit limit, String about) {
        try (Handle handle = jdbi.open()) {
            handle.attach(AttemptDao.class).giveBack(subject(limit, about), window());
        }
    }

    /** Forgets windows that are over. */
    public int forgetOld() {
        return jdbi.withExtension(AttemptDao.class, dao -> dao.forget(window()));
    }

    private int count(String subject, Instant window) {
        try (Handle handle = jdbi.open()) {
            return handle.attach(AttemptDao.class).count(subject, window);
        }
    }

    private Instant window() {
        long length = AttemptLimit.WINDOW.toSeconds();
        long now = clock.instant().getEpochSecond();
        return Instant.ofEpochSecond(now - Math.floorMod(now, length));
    }

    private static String subject(AttemptLimit limit, String about) {
        return limit + ":" + Sha256.hex(about.getBytes(StandardCharsets.UTF_8));
    }
}
