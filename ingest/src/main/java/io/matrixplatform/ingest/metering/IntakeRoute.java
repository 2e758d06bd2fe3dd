package io.matrixplatform.ingest.metering;

import static io.matrixplatform.ingest.platform.ProblemType.EVENT_REJECTED;
import static io.matrixplatform.ingest.platform.ProblemType.LOG_UNREACHABLE;
import static io.matrixplatform.ingest.platform.ProblemType.NOT_CONFIRMED;

import io.matrixplatform.ingest.access.Callers;
import io.matrixplatform.ingest.access.Clients;
import io.matrixplatform.ingest.access.KnownKey;
import io.matrixplatform.ingest.access.Refusals;
import io.matrixplatform.ingest.platform.Answers;
import io.matrixplatform.ingest.platform.Body;
import io.matrixplatform.ingest.platform.BodyReader;
import io.matrixplatform.ingest.platform.InFlight;
import io.matrixplatform.ingest.platform.ProblemException;
import io.matrixplatform.ingest.platform.Route;
import io.matrixplatform.ingest.platform.Routes;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * {@code POST /v1/events}: who calls, what it says, into the log, and the answer when the log has answered. Belongs to
 * one event loop.
 *
 * <p>A batch is answered 202 with an outcome per event. A request of one event gets the same members, but 422 when it was
 * rejected and 503 when it was not confirmed, so that a client which looks at the status only is not misled.
 */
final class IntakeRoute implements Route {
    private final Vertx vertx;
    private final Clients clients;
    private final Callers callers;
    private final Refusals refusals;
    private final IntakeReader reader;
    private final FactPublisher publisher;
    private final InFlight inFlight;
    private final IntakeMetrics metrics;
    private final int bodyMaxBytes;
    private final Duration bodyTimeout;
    private final InstantSource clock;

    IntakeRoute(Vertx vertx, MeteringModule parts, IntakeReader reader) {
        this.vertx = vertx;
        this.reader = reader;
        this.clients = parts.clients;
        this.callers = parts.callers;
        this.refusals = parts.refusals;
        this.publisher = parts.publisher;
        this.inFlight = parts.inFlight;
        this.metrics = parts.metrics;
        this.bodyMaxBytes = parts.bounds.bodyMaxBytes();
        this.bodyTimeout = parts.bounds.bodyTimeout();
        this.clock = parts.clock;
    }

    @Override
    public String path() {
        return "/v1/events";
    }

    @Override
    public HttpMethod method() {
        return HttpMethod.POST;
    }

    @Override
    public void handle(HttpServerRequest request) {
        KnownKey key = caller(request);
        Mode mode = Mode.of(request.headers());
        InFlight.Account account = inFlight.open();
        try {
            new BodyReader(request, account, bodyMaxBytes)
                    .read(
                            vertx,
                            bodyTimeout,
                            body -> take(request, mode, key, body, account),
                            failure -> fail(request, account, failure),
                            account::close);
        } catch (RuntimeException refused) {
            fail(request, account, refused);
        }
    }

    private KnownKey caller(HttpServerRequest request) {
        try {
            return callers.mayWriteUsage(
                    request.getHeader(HttpHeaders.AUTHORIZATION), clients.of(request), clock.instant());
        } catch (ProblemException refusal) {
            refusals.count(refusal.type());
            throw refusal;
        }
    }

    private void take(HttpServerRequest request, Mode mode, KnownKey key, Body body, InFlight.Account account) {
        Stamps stamps = new Stamps(key, clock.instant());
        requireLog();
        Intake intake = reader.read(mode, request.headers(), body, stamps);
        long bytes = 0;
        for (Fact fact : intake.facts()) {
            bytes += fact.heldBytes();
        }
        account.hold(bytes);
        Context loop = vertx.getOrCreateContext();
        publisher.publish(
                intake.facts(),
                stamps.recordedAt(),
                unconfirmed -> loop.runOnContext(done -> {
                    account.close();
                    answer(request.response(), mode, outcome(intake, unconfirmed));
                }));
    }

    /** When nobody knows where to send, the client is told to wait, and not to try each event again at once. */
    private void requireLog() {
        if (publisher.notReadyBecause().isPresent()) {
            throw new ProblemException(LOG_UNREACHABLE, "nothing was taken in; send it again later");
        }
    }

    private static void fail(HttpServerRequest request, InFlight.Account account, RuntimeException failure) {
        account.close();
        Routes.refuse(request, failure);
    }

    private static Outcome outcome(Intake intake, List<Unconfirmed> unconfirmed) {
        return new Outcome(intake.facts().size() - unconfirmed.size(), intake.rejected(), unconfirmed);
    }

    private void answer(HttpServerResponse response, Mode mode, Outcome outcome) {
        metrics.count(outcome);
        if (mode == Mode.BATCH || outcome.accepted() == 1) {
            Answers.json(response, 202, outcome);
        } else if (outcome.retry().isEmpty()) {
            String detail = outcome.rejected().get(0).fault().detail();
            Answers.problem(response, new ProblemException(EVENT_REJECTED, detail), outcome);
        } else {
            String detail = outcome.retry().get(0).why();
            Answers.problem(response, new ProblemException(NOT_CONFIRMED, detail), outcome);
        }
    }
}
