package io.matrixplatform.api.platform.idempotency;

import static io.matrixplatform.api.platform.problems.ProblemType.IDEMPOTENCY_KEY_REUSED;
import static io.matrixplatform.api.platform.problems.ProblemType.IDEMPOTENT_ANSWER_SEALED;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.hashing.Sha256;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Carries out POSTs once per sender and key. Thread-safe. */
public final class Idempotency {
    /** How long a key is remembered at least. */
    public static final Duration KEPT = Duration.ofHours(24);

    private final Jdbi jdbi;
    private final ObjectMapper json;
    private final InstantSource clock;

    public Idempotency(Jdbi jdbi, ObjectMapper json, InstantSource clock) {
        this.jdbi = jdbi;
        this.json = json;
        this.clock = clock;
    }

    /**
     * The answer to {@code post}: of {@code action} the first time, the same bytes again after that. The action runs in the
     * transaction that stores its answer; what it does through the same Jdbi on this thread belongs to it.
     *
     * @throws ProblemException {@code IDEMPOTENCY_KEY_REUSED} if the key came with another body or path before
     */
    public Response once(Sender sender, Post post, Object body, Supplier<Created> action) {
        if (post.key().isEmpty()) {
            Created created = action.get();
            return response(created.location(), write(created.entity()));
        }
        String key = post.key().get();
        String requestHash = hash(post.target(), write(body));
        return jdbi.inTransaction(transaction -> claimed(transaction, sender, key, requestHash, action));
    }

    /** Forgets keys that are older than {@link #KEPT}. */
    public int forgetOld() {
        return jdbi.withExtension(
                IdempotencyDao.class, dao -> dao.forget(clock.instant().minus(KEPT)));
    }

    private Response claimed(
            Handle transaction, Sender sender, String key, String requestHash, Supplier<Created> action) {
        IdempotencyDao dao = transaction.attach(IdempotencyDao.class);
        if (dao.claim(sender.name(), key, requestHash, clock.instant())) {
            Created created = action.get();
            byte[] answer = write(created.entity());
            dao.store(sender.name(), key, created.location(), sender.seal().seal(answer));
            return response(created.location(), answer);
        }
        StoredAnswer stored = dao.get(sender.name(), key);
        if (!stored.requestHash().equals(requestHash)) {
            throw new ProblemException(IDEMPOTENCY_KEY_REUSED, "use a new key for a new request");
        }
        byte[] answer = sender.seal()
                .open(requireNonNull(stored.answer(), "answer"))
                .orElseThrow(() -> new ProblemException(
                        IDEMPOTENT_ANSWER_SEALED, "the credential has changed since the key was first used"));
        return response(requireNonNull(stored.location(), "location"), answer);
    }

    private static Response response(String location, byte[] answer) {
        CacheControl noStore = new CacheControl();
        noStore.setNoStore(true);
        noStore.setNoTransform(false);
        return Response.created(URI.create(location))
                .type(MediaType.APPLICATION_JSON)
                .cacheControl(noStore)
                .entity(answer)
                .build();
    }

    private byte[] write(Object value) {
        try {
            return json.writeValueAsBytes(value);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("cannot write " + value.getClass() + " as JSON", bug);
        }
    }

    private static String hash(String target, byte[] body) {
        MessageDigest digest = Sha256.digest();
        digest.update(target.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        return HexFormat.of().formatHex(digest.digest(body));
    }
}
