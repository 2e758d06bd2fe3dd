package io.matrixplatform.ingest.metering;

import static io.matrixplatform.ingest.platform.ProblemType.EVENT_REJECTED;
import static io.matrixplatform.ingest.platform.ProblemType.NOT_CONFIRMED;

import io.matrixplatform.ingest.access.KnownKey;
import io.matrixplatform.ingest.platform.Answers;
import io.matrixplatform.ingest.platform.Body;
import io.matrixplatform.ingest.platform.ProblemException;
import io.matrixplatform.ingest.platform.Route;
import io.matrixplatform.ingest.platform.Routes;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/**
 * {@code POST /v1/events}: CloudEvents. Belongs to one event loop.
 *
 * <p>A batch is answered 202 with an outcome per event. A request of one event gets the same members, but 422 when it was
 * rejected and 503 when it was not confirmed, so that a client which looks at the status only is not misled.
 */
final class IntakeRoute implements Route {
    /** What nearly every request of one event is answered. */
    private static final byte[] ONE_ACCEPTED = Answers.object(new Outcome(1, List.of(), List.of()));

    private final FactIntake intake;
    private final IntakeReader reader;
    private final IntakeMetrics metrics;

    IntakeRoute(FactIntake intake, IntakeReader reader, IntakeMetrics metrics) {
        this.intake = intake;
        this.reader = reader;
        this.metrics = metrics;
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
        KnownKey key = intake.caller(request);
        intake.take(request, key, new Events(request, Mode.of(request.headers())));
    }

    private final class Events implements FactIntake.Form<List<Rejected>> {
        private final HttpServerRequest request;
        private final Mode mode;

        Events(HttpServerRequest request, Mode mode) {
            this.request = request;
            this.mode = mode;
        }

        @Override
        public FactIntake.Taken<List<Rejected>> read(Body body, Stamps stamps) {
            Intake intake = reader.read(mode, request.headers(), body, stamps);
            return new FactIntake.Taken<>(intake.facts(), intake.rejected());
        }

        @Override
        public void answer(List<Rejected> rejected, int accepted, List<Unconfirmed> unconfirmed) {
            metrics.count(accepted, rejected.size(), unconfirmed.size());
            IntakeRoute.answer(request.response(), mode, new Outcome(accepted, rejected, unconfirmed));
        }

        @Override
        public void refuse(RuntimeException failure) {
            Routes.refuse(request, failure);
        }
    }

    private static void answer(HttpServerResponse response, Mode mode, Outcome outcome) {
        if (outcome.isOneAccepted()) {
            Answers.json(response, 202, ONE_ACCEPTED);
        } else if (mode == Mode.BATCH) {
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
