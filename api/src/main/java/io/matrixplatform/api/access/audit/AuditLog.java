package io.matrixplatform.api.access.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matrixplatform.api.access.audit.AuditVerification.BrokenEntry;
import io.matrixplatform.api.access.audit.AuditVerification.Fault;
import io.matrixplatform.api.platform.http.Cursor;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.api.platform.json.CanonicalJson;
import io.matrixplatform.model.hashing.Sha256;
import io.matrixplatform.model.ids.TenantId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The audit log: append, read, export, verify. One chain per tenant, one for the platform. Thread-safe. */
public final class AuditLog {
    /** What the first entry of a chain names as the hash before it. */
    static final String GENESIS = "0".repeat(64);

    /** The chain of what concerns no tenant. */
    static final String PLATFORM = "platform";

    private static final int BATCH = 500;

    private final Jdbi jdbi;
    private final ObjectMapper json;
    private final InstantSource clock;

    /** @param json speaks the dialect of the API, so that an entry shows things as the API does */
    public AuditLog(Jdbi jdbi, ObjectMapper json, InstantSource clock) {
        this.jdbi = jdbi;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Appends in the caller's transaction. The chain is locked from here to the end of the transaction: append last, and
     * where a transaction appends to two chains, to the tenant's first.
     */
    public void append(Handle transaction, AuditEvent event) {
        AuditDao dao = transaction.attach(AuditDao.class);
        String chain = chain(event.tenant());
        dao.begin(chain, GENESIS);
        ChainHead head = dao.lockHead(chain);
        AuditEntry unsealed = new AuditEntry(
                chain,
                head.length() + 1,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                event.actor(),
                event.action(),
                event.subject(),
                canonical(event.before()),
                canonical(event.after()),
                head.hash(),
                "");
        String hash = hash(unsealed);
        dao.insert(unsealed.sealed(hash));
        dao.advance(chain, hash);
    }

    /** Newest first. */
    Page<AuditEntry> list(String chain, AuditFilter filter, PageRequest request) {
        long below =
                request.after(1, cursor -> Long.parseLong(cursor.key().get(0))).orElse(Long.MAX_VALUE);
        List<AuditEntry> rows =
                jdbi.withExtension(AuditDao.class, dao -> dao.newest(chain, below, filter, request.rowsToRead()));
        return Page.of(rows, request, last -> Cursor.of(Long.toString(last.sequence())));
    }

    /**
     * Hands over what the chain holds now, oldest first, without holding a transaction or more than a batch of it.
     *
     * @throws E as {@code each} does
     */
    <E extends Exception> void export(String chain, AuditFilter filter, Receiver<E> each) throws E {
        ChainHead head = head(chain);
        long read = 0;
        List<AuditEntry> batch;
        do {
            batch = batch(chain, read, head.length(), filter);
            for (AuditEntry entry : batch) {
                each.receive(entry);
                read = entry.sequence();
            }
        } while (batch.size() == BATCH);
    }

    /** Recomputes the chain as it is now, from its first entry. */
    AuditVerification verify(String chain) {
        ChainHead head = head(chain);
        long good = 0;
        String previous = GENESIS;
        while (good < head.length()) {
            List<AuditEntry> batch = batch(chain, good, head.length(), AuditFilter.NONE);
            if (batch.isEmpty()) {
                return broken(chain, head, good, Fault.MISSING);
            }
            for (AuditEntry entry : batch) {
                Optional<Fault> fault = fault(entry, good + 1, previous);
                if (fault.isPresent()) {
                    return broken(chain, head, good, fault.get());
                }
                good++;
                previous = entry.hash();
            }
        }
        if (!previous.equals(head.hash())) {
            return broken(chain, head, Math.max(0, good - 1), Fault.REWRITTEN);
        }
        return jdbi.withExtension(AuditDao.class, dao -> dao.firstBeyondHead(chain))
                .map(beyond -> broken(chain, head, beyond - 1, Fault.UNCOUNTED))
                .orElseGet(() -> new AuditVerification(chain, head.length(), head.hash(), null));
    }

    /** The same, said of another place in another chain. */
    AuditEntry resealed(AuditEntry entry, String chain, String previousHash) {
        AuditEntry unsealed = new AuditEntry(
                chain,
                entry.sequence(),
                entry.recordedAt(),
                entry.actor(),
                entry.action(),
                entry.subject(),
                entry.before(),
                entry.after(),
                previousHash,
                "");
        return unsealed.sealed(hash(unsealed));
    }

    static String chain(@Nullable TenantId tenant) {
        return tenant == null ? PLATFORM : tenant.toString();
    }

    /** Takes entries one by one. */
    interface Receiver<E extends Exception> {
        void receive(AuditEntry entry) throws E;
    }

    private Optional<Fault> fault(AuditEntry entry, long expected, String previous) {
        if (entry.sequence() != expected) {
            return Optional.of(Fault.MISSING);
        }
        if (!entry.previousHash().equals(previous)) {
            return Optional.of(Fault.UNLINKED);
        }
        return entry.hash().equals(hash(entry)) ? Optional.empty() : Optional.of(Fault.ALTERED);
    }

    private static AuditVerification broken(String chain, ChainHead head, long good, Fault fault) {
        return new AuditVerification(chain, good, head.hash(), new BrokenEntry(good + 1, fault));
    }

    private ChainHead head(String chain) {
        return jdbi.withExtension(AuditDao.class, dao -> dao.head(chain, GENESIS));
    }

    private List<AuditEntry> batch(String chain, long after, long through, AuditFilter filter) {
        return jdbi.withExtension(AuditDao.class, dao -> dao.oldest(chain, after, through, filter, BATCH));
    }

    private @Nullable String canonical(@Nullable Object value) {
        return value == null ? null : CanonicalJson.of(json.valueToTree(value));
    }

    /** Of what an export shows of the entry, but for the hash itself. */
    private String hash(AuditEntry entry) {
        try {
            ObjectNode shown = (ObjectNode) json.readTree(json.writeValueAsBytes(entry));
            shown.remove("hash");
            byte[] content = CanonicalJson.of(shown).getBytes(StandardCharsets.UTF_8);
            return Sha256.hex(content);
        } catch (IOException bug) {
            throw new IllegalStateException("an entry cannot be written as JSON", bug);
        }
    }
}
