package io.matrixplatform.ingest.metering.otlp;

import static io.matrixplatform.ingest.platform.ProblemType.NOT_CONFIRMED;

import io.matrixplatform.ingest.access.KnownKey;
import io.matrixplatform.ingest.metering.FactIntake;
import io.matrixplatform.ingest.metering.IntakeMetrics;
import io.matrixplatform.ingest.metering.Stamps;
import io.matrixplatform.ingest.metering.Unconfirmed;
import io.matrixplatform.ingest.platform.Body;
import io.matrixplatform.ingest.platform.ProblemException;
import io.matrixplatform.ingest.platform.Route;
import io.matrixplatform.ingest.platform.Routes;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/**
 * {@code POST /v1/metrics}: metrics after OTLP/HTTP. Belongs to one event loop.
 *
 * <p>Good data points beside bad ones are taken, and the answer is a partial success. If one was not confirmed, the answer is
 * 503 and the exporter sends all of them again: those that were are known by their identity.
 */
public final class MetricsRoute implements Route {
    private final FactIntake intake;
    private final MetricsReader reader;
    private final IntakeMetrics metrics;

    public MetricsRoute(FactIntake intake, MetricsReader reader, IntakeMetrics metrics) {
        this.intake = intake;
        this.reader = reader;
        this.metrics = metrics;
    }

    @Override
    public String path() {
        return "/v1/metrics";
    }

    @Override
    public HttpMethod method() {
        return HttpMethod.POST;
    }

    @Override
    public void handle(HttpServerRequest request) {
        try {
            KnownKey key = intake.caller(request);
            intake.take(request, key, new Export(request, Encoding.of(request.headers())));
        } catch (ProblemException notLetIn) {
            refuse(request, Encoding.ofAnswer(request.headers()), notLetIn);
        }
    }

    private static void refuse(HttpServerRequest request, Encoding encoding, RuntimeException failure) {
        Routes.refuse(request, failure, problem -> OtlpAnswers.failure(request.response(), encoding, problem));
    }

    private final class Export implements FactIntake.Form<Rejections> {
        private final HttpServerRequest request;
        private final Encoding encoding;

        Export(HttpServerRequest request, Encoding encoding) {
            this.request = request;
            this.encoding = encoding;
        }

        @Override
        public FactIntake.Taken<Rejections> read(Body body, Stamps stamps) {
            return reader.read(encoding, body, stamps);
        }

        @Override
        public void answer(Rejections rejections, int confirmed, List<Unconfirmed> unconfirmed) {
            metrics.count(confirmed, rejections.total(), unconfirmed.size());
            if (unconfirmed.isEmpty()) {
                OtlpAnswers.success(request.response(), encoding, rejections);
            } else {
                refuse(new ProblemException(
                        NOT_CONFIRMED, "not all data points were confirmed; send the request again as it was"));
            }
        }

        @Override
        public void refuse(RuntimeException failure) {
            MetricsRoute.refuse(request, encoding, failure);
        }
    }
}
