package io.matrixplatform.api.access.passwords;

import static io.matrixplatform.api.platform.problems.ProblemType.SIGN_IN_BUSY;

import io.matrixplatform.api.platform.problems.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Hashes and compares passwords with argon2id. Thread-safe; only a few are computed at a time, since each takes its memory,
 * and whoever does not get a turn soon is told to come back.
 */
public final class Passwords {
    public static final int MIN_LENGTH = 12;
    public static final int MAX_LENGTH = 200;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private final Argon2Cost cost;
    private final SecureRandom random;
    private final Semaphore turns;
    private final Duration patience;
    private final PhcString nobodys;

    /**
     * @param atOnce how many may be computed at a time
     * @param patience how long somebody waits for a turn
     */
    public Passwords(Argon2Cost cost, int atOnce, Duration patience, SecureRandom random) {
        this.cost = cost;
        this.random = random;
        this.turns = new Semaphore(atOnce, true);
        this.patience = patience;
        this.nobodys = hashed("nobody's");
    }

    /**
     * Why {@code wanted} cannot be a password, for a person; null when it can. Length is what counts: no character classes
     * are demanded.
     *
     * @param email of its owner, which is the first guess
     */
    public static @Nullable String objection(String wanted, String email) {
        if (wanted.length() < MIN_LENGTH || wanted.length() > MAX_LENGTH) {
            return "from " + MIN_LENGTH + " to " + MAX_LENGTH + " characters";
        }
        if (wanted.chars().distinct().count() < MIN_LENGTH / 2) {
            return "at least " + MIN_LENGTH / 2 + " different characters";
        }
        return wanted.strip().equalsIgnoreCase(email) ? "must not be the e-mail address" : null;
    }

    /**
     * To be stored.
     *
     * @throws ProblemException {@code SIGN_IN_BUSY}
     */
    public String hash(String password) {
        return inTurn(() -> hashed(password)).toString();
    }

    /**
     * @param stored null for somebody who has none, or does not exist: that takes as long, and never matches
     * @throws ProblemException {@code SIGN_IN_BUSY}: nothing was compared
     */
    public boolean matches(String password, @Nullable String stored) {
        PhcString expected = stored == null ? nobodys : PhcString.parse(stored);
        byte[] actual = inTurn(() -> compute(password, expected.cost(), expected.salt(), expected.hash().length));
        return MessageDigest.isEqual(actual, expected.hash()) && stored != null;
    }

    /** Whether the same password should be hashed again, since the cost has changed. */
    public boolean isOutdated(String stored) {
        return !PhcString.parse(stored).cost().equals(cost);
    }

    private PhcString hashed(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new PhcString(cost, salt, compute(password, cost, salt, HASH_BYTES));
    }

    /** The same text typed on another keyboard is the same password. */
    private static byte[] compute(String password, Argon2Cost cost, byte[] salt, int bytes) {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.passes())
                .withParallelism(cost.lanes())
                .withSalt(salt)
                .build());
        byte[] hash = new byte[bytes];
        argon2.generateBytes(
                Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }

    private <T> T inTurn(Supplier<T> computation) {
        try {
            if (!turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ProblemException(SIGN_IN_BUSY, "too many are signing in at this moment");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new ProblemException(SIGN_IN_BUSY, "the server is going down", stop);
        }
        try {
            return computation.get();
        } finally {
            turns.release();
        }
    }
}
