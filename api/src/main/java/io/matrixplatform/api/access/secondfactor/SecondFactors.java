package io.matrixplatform.api.access.secondfactor;

import static io.matrixplatform.api.platform.problems.ProblemType.SECOND_FACTOR_ENABLED;
import static io.matrixplatform.api.platform.problems.ProblemType.SECOND_FACTOR_NOT_ENABLED;

import io.matrixplatform.api.access.attempts.AttemptLimit;
import io.matrixplatform.api.access.attempts.Attempts;
import io.matrixplatform.api.access.audit.AuditEvent;
import io.matrixplatform.api.access.audit.AuditLog;
import io.matrixplatform.api.access.users.User;
import io.matrixplatform.api.platform.problems.InvalidFields;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.api.platform.sealing.InstallationKey;
import io.matrixplatform.api.platform.sealing.Seal;
import io.matrixplatform.model.ids.UserId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.util.encoders.Base32;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The second factors of the users: enrol, confirm, check a code, remove. Thread-safe. */
public final class SecondFactors {
    static final int RECOVERY_CODES = 10;

    private static final String ISSUER = "Matrix";
    private static final int SECRET_BYTES = 20;
    private static final int RECOVERY_BYTES = 10;
    private static final Pattern GROUPS = Pattern.compile("(?<=\\G.{4})(?=.)");
    private static final Pattern BETWEEN_DIGITS = Pattern.compile("[\\s-]");

    private final Jdbi jdbi;
    private final AuditLog audit;
    private final Attempts attempts;
    private final InstallationKey installation;
    private final Seal seal;
    private final SecureRandom random;
    private final InstantSource clock;

    public SecondFactors(
            Jdbi jdbi,
            AuditLog audit,
            Attempts attempts,
            InstallationKey installation,
            SecureRandom random,
            InstantSource clock) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.attempts = attempts;
        this.installation = installation;
        this.seal = installation.seal("second factor v1");
        this.random = random;
        this.clock = clock;
    }

    /** Whether a code is needed to sign in. */
    public boolean isEnabled(UserId user) {
        return jdbi.withExtension(SecondFactorDao.class, dao -> dao.find(user))
                .filter(factor -> factor.confirmedAt() != null)
                .isPresent();
    }

    /**
     * Makes a new secret, which counts once a code of it was shown.
     *
     * @throws ProblemException {@code SECOND_FACTOR_ENABLED} if one counts already
     */
    public Enrolment begin(User user) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        boolean begun = jdbi.withExtension(SecondFactorDao.class, dao -> dao.begin(user.id(), seal.seal(secret)));
        if (!begun) {
            throw new ProblemException(SECOND_FACTOR_ENABLED, "remove the second factor first");
        }
        String text = Base32.toBase32String(secret);
        return new Enrolment(
                text,
                "otpauth://totp/" + ISSUER + ":" + encoded(user.email()) + "?secret=" + text + "&issuer=" + ISSUER
                        + "&algorithm=SHA1&digits=" + Totp.DIGITS + "&period=" + Totp.STEP_SECONDS);
    }

    /**
     * Makes the secret count.
     *
     * @return the recovery codes, shown once
     * @throws ProblemException {@code INVALID_FIELD} if the code is wrong, {@code SECOND_FACTOR_ENABLED},
     *     {@code SECOND_FACTOR_NOT_ENABLED} if there is no secret, {@code TOO_MANY_ATTEMPTS}
     */
    public List<String> confirm(User user, String code) {
        StoredFactor factor = jdbi.withExtension(SecondFactorDao.class, dao -> dao.find(user.id()))
                .orElseThrow(() -> new ProblemException(SECOND_FACTOR_NOT_ENABLED, "ask for a secret first"));
        if (factor.confirmedAt() != null) {
            throw new ProblemException(SECOND_FACTOR_ENABLED, "remove the second factor first");
        }
        demandTotp(user.id(), factor, plain(code));
        List<String> codes =
                Stream.generate(this::recoveryCode).limit(RECOVERY_CODES).toList();
        jdbi.useTransaction(transaction -> {
            SecondFactorDao dao = transaction.attach(SecondFactorDao.class);
            if (!dao.confirm(user.id(), clock.instant().truncatedTo(ChronoUnit.MICROS))) {
                throw new ProblemException(SECOND_FACTOR_ENABLED, "it was confirmed just now");
            }
            dao.addRecoveryCodes(
                    user.id(),
                    codes.stream().map(text -> hash(user.id(), plain(text))).toList());
            remember(transaction, user, "second-factor.enabled");
        });
        return codes;
    }

    /**
     * Whether {@code code} is one of the app or a recovery code, which is used up by this.
     *
     * @throws ProblemException {@code TOO_MANY_ATTEMPTS}
     */
    public boolean accepts(User user, String code) {
        String about = user.id().toString();
        attempts.take(AttemptLimit.SECOND_FACTOR, about);
        boolean right = jdbi.inTransaction(transaction -> {
            SecondFactorDao dao = transaction.attach(SecondFactorDao.class);
            return dao.find(user.id())
                    .filter(factor -> factor.confirmedAt() != null)
                    .filter(factor -> use(transaction, user, factor, plain(code)))
                    .isPresent();
        });
        if (right) {
            attempts.giveBack(AttemptLimit.SECOND_FACTOR, about);
        }
        return right;
    }

    /**
     * @throws ProblemException {@code SECOND_FACTOR_NOT_ENABLED}, {@code INVALID_FIELD} if the code is wrong,
     *     {@code TOO_MANY_ATTEMPTS}
     */
    public void remove(User user, String code) {
        if (!isEnabled(user.id())) {
            throw new ProblemException(SECOND_FACTOR_NOT_ENABLED, "there is no second factor to remove");
        }
        if (!accepts(user, code)) {
            throw ProblemException.invalidParameter("code", "is wrong or was used before");
        }
        jdbi.useTransaction(transaction -> {
            transaction.attach(SecondFactorDao.class).remove(user.id());
            remember(transaction, user, "second-factor.removed");
        });
    }

    private boolean use(Handle transaction, User user, StoredFactor factor, String code) {
        SecondFactorDao dao = transaction.attach(SecondFactorDao.class);
        OptionalLong step = Totp.match(secret(factor), code, clock.instant(), factor.lastStep());
        if (step.isPresent()) {
            return dao.useStep(user.id(), step.getAsLong());
        }
        boolean recovered = dao.useRecoveryCode(user.id(), hash(user.id(), code));
        if (recovered) {
            remember(transaction, user, "recovery-code.used");
        }
        return recovered;
    }

    private void demandTotp(UserId user, StoredFactor factor, String code) {
        attempts.take(AttemptLimit.SECOND_FACTOR, user.toString());
        OptionalLong step = Totp.match(secret(factor), code, clock.instant(), factor.lastStep());
        boolean right = step.isPresent()
                && jdbi.withExtension(SecondFactorDao.class, dao -> dao.useStep(user, step.getAsLong()));
        new InvalidFields()
                .body(right, "/code", "is wrong: look whether the clock of the device is right")
                .refuse();
        attempts.giveBack(AttemptLimit.SECOND_FACTOR, user.toString());
    }

    private byte[] secret(StoredFactor factor) {
        return seal.open(factor.sealedSecret())
                .orElseThrow(() -> new IllegalStateException(
                        "the secret was sealed with another installation key: MATRIX_INSTALLATION_KEY has changed"));
    }

    private String recoveryCode() {
        byte[] bytes = new byte[RECOVERY_BYTES];
        random.nextBytes(bytes);
        return GROUPS.matcher(Base32.toBase32String(bytes).toLowerCase(Locale.ROOT))
                .replaceAll("-");
    }

    private String hash(UserId user, String code) {
        return installation.keyedHash("recovery code v1", user + "\n" + code);
    }

    private void remember(Handle transaction, User user, String action) {
        audit.append(
                transaction,
                new AuditEvent(user.actor(), null, action, user.id().toString(), null, null));
    }

    /** As people type it. */
    private static String plain(String code) {
        return BETWEEN_DIGITS.matcher(code).replaceAll("").toLowerCase(Locale.ROOT);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
