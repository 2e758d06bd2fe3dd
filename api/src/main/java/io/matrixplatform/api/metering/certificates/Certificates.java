package io.matrixplatform.api.metering.certificates;

import static io.matrixplatform.api.platform.problems.ProblemType.CERTIFICATE_NOT_FOUND;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matrixplatform.api.access.audit.AuditEvent;
import io.matrixplatform.api.access.audit.AuditLog;
import io.matrixplatform.api.access.callers.Actor;
import io.matrixplatform.api.metering.certificates.Certificate.Kind;
import io.matrixplatform.api.metering.certificates.DrawCertificates.Drawn;
import io.matrixplatform.api.platform.Platform;
import io.matrixplatform.api.platform.http.Cursor;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.api.platform.json.CanonicalJson;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.hashing.Sha256;
import io.matrixplatform.model.ids.CertificateId;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.ids.TimeOrderedUuids;
import io.matrixplatform.model.time.TimeWindow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The tenants' certificates: list, look at, order an interim one, issue. Thread-safe. */
public final class Certificates {
    private final Jdbi jdbi;
    private final ObjectMapper json;
    private final AuditLog audit;
    private final TimeOrderedUuids uuids;
    private final InstantSource clock;

    /** @param json speaks the dialect of the API, so that what is hashed is what the API shows */
    public Certificates(Platform platform, ObjectMapper json, AuditLog audit) {
        this.jdbi = platform.jdbi();
        this.json = json;
        this.audit = audit;
        this.uuids = platform.uuids();
        this.clock = platform.clock();
    }

    /** Newest first. */
    Page<Certificate> list(TenantId tenant, PageRequest request) {
        @Nullable Place after = request.after(2, Place::of).orElse(null);
        @Nullable Instant end = after == null ? null : after.end;
        @Nullable CertificateId id = after == null ? null : after.id;
        List<Certificate> rows = jdbi.withExtension(
                CertificateDao.class,
                dao -> dao.list(tenant.toString(), end, id, request.rowsToRead()).stream()
                        .map(this::read)
                        .toList());
        return Page.of(rows, request, last -> new Place(last.to(), last.id()).toCursor());
    }

    /** @throws ProblemException {@code CERTIFICATE_NOT_FOUND} */
    Certificate get(TenantId tenant, CertificateId id) {
        return jdbi.withExtension(CertificateDao.class, dao -> dao.find(tenant.toString(), id))
                .map(this::read)
                .orElseThrow(() -> notFound(id));
    }

    /** The lines whose digest it has, as they are read. */
    void leaves(CertificateId id, Consumer<String> sink) {
        jdbi.useTransaction(transaction -> {
            try (Stream<String> lines = transaction.attach(CertificateDao.class).leaves(id)) {
                lines.forEach(sink);
            }
        });
    }

    /** @throws ProblemException {@code INVALID_FIELD} */
    CertificateOrder order(Actor actor, TenantId tenant, NewInterim wanted) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        TimeWindow window = wanted.window(now);
        CertificateId id = new CertificateId(uuids.next());
        return jdbi.inTransaction(transaction -> {
            CertificateDao dao = transaction.attach(CertificateDao.class);
            dao.insertOrder(new CertificateOrder(
                    id, tenant.toString(), window.start(), window.end(), now, CertificateOrder.State.WAITING, null));
            CertificateOrder order = dao.findOrder(id).orElseThrow();
            audit.append(transaction, new AuditEvent(actor, tenant, "certificate.ordered", id.toString(), null, order));
            return order;
        });
    }

    /** @throws ProblemException {@code CERTIFICATE_NOT_FOUND} */
    CertificateOrder order(CertificateId id) {
        return jdbi.withExtension(CertificateDao.class, dao -> dao.findOrder(id))
                .orElseThrow(() -> notFound(id));
    }

    /** Puts a day into its tenant's chain; an interim certificate beside it. */
    Certificate issue(Drawn drawn) {
        return jdbi.inTransaction(transaction -> {
            CertificateDao dao = transaction.attach(CertificateDao.class);
            Certificate unchained = drawn.certificate();
            ChainEnd end = dao.chainEnd(unchained.tenantId().toString()).orElse(null);
            String before = end == null ? Certificate.GENESIS : end.hash();
            Long place = end == null ? 1L : Long.valueOf(end.sequence() + 1);
            Certificate chained = unchained.chained(unchained.kind() == Kind.DAY ? place : null, before);
            String document = document(chained);
            String hash = hash(document);
            dao.insert(
                    chained.id(),
                    chained.tenantId().toString(),
                    chained.kind(),
                    chained.sequence(),
                    chained.from(),
                    chained.to(),
                    document,
                    before,
                    hash);
            List<Integer> places =
                    IntStream.rangeClosed(1, drawn.lines().size()).boxed().toList();
            dao.insertLeaves(chained.id(), places, drawn.lines());
            return chained.sealed(hash);
        });
    }

    private Certificate read(IssuedDocument issued) {
        try {
            return json.readValue(issued.document(), Certificate.class).sealed(issued.hash());
        } catch (JsonProcessingException tampered) {
            throw new IllegalStateException("a certificate cannot be read", tampered);
        }
    }

    /** Of what the API shows, but for the hash itself. */
    private String document(Certificate certificate) {
        ObjectNode shown = json.valueToTree(certificate);
        shown.remove("hash");
        return CanonicalJson.of(shown);
    }

    private static String hash(String document) {
        return Sha256.hex(document.getBytes(StandardCharsets.UTF_8));
    }

    private static ProblemException notFound(CertificateId id) {
        return new ProblemException(CERTIFICATE_NOT_FOUND, "there is no certificate " + id);
    }

    private record Place(Instant end, CertificateId id) {
        static Place of(Cursor cursor) {
            return new Place(
                    Instant.parse(cursor.key().get(0)),
                    CertificateId.parse(cursor.key().get(1)));
        }

        Cursor toCursor() {
            return Cursor.of(end.toString(), id.toString());
        }
    }
}
