package io.matrixplatform.ingest.metering;

import static io.matrixplatform.ingest.platform.ProblemType.LOG_UNREACHABLE;

import io.matrixplatform.ingest.access.Callers;
import io.matrixplatform.ingest.access.Clients;
import io.matrixplatform.ingest.access.KnownKey;
import io.matrixplatform.ingest.access.Refusals;
import io.matrixplatform.ingest.platform.Body;
import io.matrixplatform.ingest.platform.BodyReader;
import io.matrixplatform.ingest.platform.InFlight;
import io.matrixplatform.ingest.platform.ProblemException;
import io.matrixplatform.ingest.platform.Timeouts;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * The way of every request that brings facts, in whatever form: who calls, its body within bounds, into the log, and the
 * answer when the log has answered. Belongs to one event loop.
 */
public final class FactIntake {
    private final Vertx vertx;
    private final Timeouts timeouts;
    private final Clients clients;
    private final Callers callers;
    private final Refusals refusals;
    private final FactPublisher publisher;
    private final InFlight inFlight;
    private final int bodyMaxBytes;
    private final Duration bodyTimeout;
    private final InstantSource clock;

    FactIntake(Vertx vertx, MeteringModule parts) {
        this.vertx = vertx;
        this.timeouts = new Timeouts(vertx);
        this.clients = parts.clients;
        this.callers = parts.callers;
        this.refusals = parts.refusals;
        this.publisher = parts.publisher;
        this.inFlight = parts.inFlight;
        this.bodyMaxBytes = parts.bounds.bodyMaxBytes();
        this.bodyTimeout = parts.bounds.bodyTimeout();
        this.clock = parts.clock;
    }

    /**
     * What was read of a body.
     *
     * @param facts to be published; nothing here keeps them until the log has answered, since many are under way at once
     * @param rest what the answer tells beside what became of the facts
     */
    public record Taken<T>(List<Fact> facts, T rest) {}

    /** How facts stand in one request, and how it is answered. One of {@link #answer} and {@link #refuse} is called, once. */
    public interface Form<T> {
        /** @throws ProblemException to have the whole request refused */
        Taken<T> read(Body body, Stamps stamps);

        /**
         * @param confirmed how many facts are in the log
         * @param unconfirmed those that are not known to be
         */
        void answer(T rest, int confirmed, List<Unconfirmed> unconfirmed);

        /** The request may not have been read to its end. */
        void refuse(RuntimeException failure);
    }

    /** @throws ProblemException if the key of the request does not let it report usage */
    public KnownKey caller(HttpServerRequest request) {
        try {
            return callers.mayWriteUsage(
                    request.getHeader(HttpHeaders.AUTHORIZATION), clients.of(request), clock.instant());
        } catch (ProblemException refusal) {
            refusals.count(refusal.type());
            throw refusal;
        }
    }

    /**
     * Reads the request and answers it.
     *
     * @throws ProblemException {@code SHUTTING_DOWN}, and then nothing was read or answered
     */
    public <T> void take(HttpServerRequest request, KnownKey key, Form<T> form) {
        InFlight.Account account = inFlight.open();
        try {
            new BodyReader(request, account, bodyMaxBytes)
                    .read(
                            timeouts,
                            bodyTimeout,
                            body -> publish(key, form, body, account),
                            failure -> fail(form, account, failure),
                            account::close);
        } catch (RuntimeException refused) {
            fail(form, account, refused);
        }
    }

    private <T> void publish(KnownKey key, Form<T> form, Body body, InFlight.Account account) {
        Stamps stamps = new Stamps(key, clock.instant());
        requireLog();
        Taken<T> taken = form.read(body, stamps);
        long bytes = 0;
        for (Fact fact : taken.facts()) {
            bytes += fact.heldBytes();
        }
        account.hold(bytes);
        Context loop = vertx.getOrCreateContext();
        T rest = taken.rest();
        int sent = taken.facts().size();
        publisher.publish(
                taken.facts(),
                stamps.recordedAt(),
                unconfirmed -> loop.runOnContext(done -> {
                    account.close();
                    form.answer(rest, sent - unconfirmed.size(), unconfirmed);
                }));
    }

    /** When nobody knows where to send, the client is told to wait, and not to try each event again at once. */
    private void requireLog() {
        if (publisher.notReadyBecause().isPresent()) {
            throw new ProblemException(LOG_UNREACHABLE, "nothing was taken in; send it again later");
        }
    }

    private static void fail(Form<?> form, InFlight.Account account, RuntimeException failure) {
        account.close();
        form.refuse(failure);
    }
}
