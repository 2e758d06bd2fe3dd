package io.matrixplatform.ingest.inference.calls;

import static io.matrixplatform.ingest.platform.ProblemType.LOG_UNREACHABLE;

import io.matrixplatform.ingest.access.Callers;
import io.matrixplatform.ingest.access.Clients;
import io.matrixplatform.ingest.access.KnownKey;
import io.matrixplatform.ingest.access.Refusals;
import io.matrixplatform.ingest.inference.spool.FactSpool;
import io.matrixplatform.ingest.metering.FactPublisher;
import io.matrixplatform.ingest.platform.ProblemException;
import io.matrixplatform.model.ids.TimeOrderedUuids;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.UUID;

/** Who may come in, and under which id. Thread-safe. */
public final class CallDoor {
    private final Clients clients;
    private final Callers callers;
    private final Refusals refusals;
    private final FactPublisher publisher;
    private final FactSpool spool;
    private final TimeOrderedUuids uuids;
    private final InstantSource clock;

    public CallDoor(
            Clients clients,
            Callers callers,
            Refusals refusals,
            FactPublisher publisher,
            FactSpool spool,
            TimeOrderedUuids uuids,
            InstantSource clock) {
        this.clients = clients;
        this.callers = callers;
        this.refusals = refusals;
        this.publisher = publisher;
        this.spool = spool;
        this.uuids = uuids;
        this.clock = clock;
    }

    /** For a request; ids ascend. */
    String nextId() {
        UUID uuid = uuids.next();
        HexFormat hex = HexFormat.of();
        return "req_" + hex.toHexDigits(uuid.getMostSignificantBits())
                + hex.toHexDigits(uuid.getLeastSignificantBits());
    }

    Instant now() {
        return clock.instant();
    }

    /** @throws ProblemException if the request's key does not let it call models */
    KnownKey caller(HttpServerRequest request, Wording wording) {
        try {
            return callers.mayCallModels(wording.authorization(request), clients.of(request), clock.instant());
        } catch (ProblemException refusal) {
            refusals.count(refusal.type());
            throw refusal;
        }
    }

    /** @throws ProblemException {@code LOG_UNREACHABLE}: what could not be told afterwards is not begun */
    void requireLog() {
        if (spool.isNearlyFull()) {
            throw new ProblemException(LOG_UNREACHABLE, "too many calls wait to be counted; send it again later");
        }
        if (publisher.notReadyBecause().isPresent()) {
            throw new ProblemException(LOG_UNREACHABLE, "calls cannot be counted at the moment; send it again later");
        }
    }
}
