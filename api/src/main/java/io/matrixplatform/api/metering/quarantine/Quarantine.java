package io.matrixplatform.api.metering.quarantine;

import static io.matrixplatform.api.platform.problems.ProblemType.QUARANTINED_CALL_NOT_FOUND;
import static io.matrixplatform.api.platform.problems.ProblemType.QUARANTINE_DECIDED;
import static io.matrixplatform.api.platform.problems.ProblemType.QUARANTINE_EXPIRED;

import io.matrixplatform.api.access.audit.AuditEvent;
import io.matrixplatform.api.access.audit.AuditLog;
import io.matrixplatform.api.access.callers.Actor;
import io.matrixplatform.api.platform.Platform;
import io.matrixplatform.api.platform.http.Cursor;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.api.platform.json.Texts;
import io.matrixplatform.api.platform.outbox.Outbox;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.QuarantineDecision;
import io.matrixplatform.events.metering.QuarantinedCall;
import io.matrixplatform.events.metering.Verdict;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.Identity;
import io.matrixplatform.model.time.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Held calls: list, count, decide. Newest first. Thread-safe. */
public final class Quarantine {
    /** Metering remembers a call for 45 days, and must still when it hears of the decision. */
    static final Duration DECIDABLE = Duration.ofDays(44);

    private static final int PLACE_PARTS = 2;

    private final Jdbi jdbi;
    private final SchemaRegistry registry;
    private final Outbox<QuarantineDecision> outbox;
    private final AuditLog audit;
    private final InstantSource clock;

    public Quarantine(Platform platform, AuditLog audit) {
        this.jdbi = platform.jdbi();
        this.registry = platform.registry();
        this.outbox = new Outbox<>(Topics.METERING_QUARANTINE_DECISIONS, platform.registry());
        this.audit = audit;
        this.clock = platform.clock();
    }

    /** @param tenant null for all; the operator's */
    Page<HeldCall> list(@Nullable TenantId tenant, TimeWindow window, HeldFilter filter, PageRequest request) {
        Cursor place = request.after(PLACE_PARTS, Quarantine::checked)
                .orElse(Cursor.of(window.end().toString(), ""));
        List<HeldCall> rows = jdbi.withExtension(
                QuarantineDao.class,
                dao -> dao.list(
                        text(tenant),
                        window.start(),
                        window.end(),
                        filter,
                        Texts.time(place.key().get(0)),
                        place.key().get(1),
                        request.rowsToRead()));
        return Page.of(rows, request, last -> Cursor.of(last.recordedAt().toString(), last.id()));
    }

    /** Of the whole window, whatever the filter. */
    List<HeldCount> counts(@Nullable TenantId tenant, TimeWindow window) {
        return jdbi.withExtension(QuarantineDao.class, dao -> dao.counts(text(tenant), window.start(), window.end()));
    }

    /** Oldest first, as they are read. */
    void export(TenantId tenant, TimeWindow window, HeldFilter filter, Consumer<HeldCall> sink) {
        jdbi.useTransaction(transaction -> {
            QuarantineDao dao = transaction.attach(QuarantineDao.class);
            try (Stream<HeldCall> calls = dao.export(tenant.toString(), window.start(), window.end(), filter)) {
                calls.forEach(sink);
            }
        });
    }

    /**
     * Decides once; metering hears of it.
     *
     * @throws ProblemException {@code QUARANTINED_CALL_NOT_FOUND}, {@code QUARANTINE_DECIDED}, {@code QUARANTINE_EXPIRED}
     */
    HeldCall decide(Actor actor, String id, NewDecision wanted) {
        return jdbi.inTransaction(transaction -> {
            QuarantineDao dao = transaction.attach(QuarantineDao.class);
            HeldCall before = dao.findToDecide(id)
                    .orElseThrow(() -> new ProblemException(
                            QUARANTINED_CALL_NOT_FOUND, "no call " + id + " is or was in quarantine"));
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            refuseToDecide(before, now);
            HeldCall after = before.decided(wanted.state(), now, actor.id(), wanted.note());
            dao.decide(after);
            ApiCall call = decoder().decode(dao.said(id).orElseThrow()).getCall();
            Verdict verdict = Verdict.valueOf(wanted.verdict().name());
            outbox.append(transaction, identity(call), new QuarantineDecision(verdict, call));
            String action = "quarantined-call." + (verdict == Verdict.RELEASE ? "released" : "rejected");
            audit.append(
                    transaction, new AuditEvent(actor, TenantId.parse(after.tenantId()), action, id, before, after));
            return after;
        });
    }

    /** The released calls of a tenant that occurred in a window, as they were held. */
    public List<ApiCall> released(TenantId tenant, TimeWindow window) {
        RecordDecoder<QuarantinedCall> decoder = decoder();
        return jdbi
                .withExtension(
                        QuarantineDao.class, dao -> dao.released(tenant.toString(), window.start(), window.end()))
                .stream()
                .map(said -> decoder.decode(said).getCall())
                .toList();
    }

    private static void refuseToDecide(HeldCall call, Instant now) {
        if (call.state() != HeldCall.State.HELD) {
            throw new ProblemException(
                    QUARANTINE_DECIDED,
                    "it was " + call.state().name().toLowerCase(Locale.ROOT) + " at " + call.decidedAt());
        }
        if (call.recordedAt().isBefore(now.minus(DECIDABLE))) {
            throw new ProblemException(
                    QUARANTINE_EXPIRED, "it was recorded more than " + DECIDABLE.toDays() + " days ago");
        }
    }

    private RecordDecoder<QuarantinedCall> decoder() {
        return new RecordDecoder<>(Topics.METERING_QUARANTINE, registry);
    }

    private static byte[] identity(ApiCall call) {
        String request = call.getRequestId();
        Identity identity = request == null
                ? Identity.of(call.getTenantId(), call.getSource(), call.getEventId())
                : Identity.ofRequest(call.getTenantId(), call.getSource(), request);
        return identity.toBytes();
    }

    private static Cursor checked(Cursor cursor) {
        Texts.time(cursor.key().get(0));
        return cursor;
    }

    private static @Nullable String text(@Nullable TenantId tenant) {
        return tenant == null ? null : tenant.toString();
    }
}
