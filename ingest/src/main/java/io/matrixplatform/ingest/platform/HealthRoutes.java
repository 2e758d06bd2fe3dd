package io.matrixplatform.ingest.platform;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** {@code /health/live}, {@code /health/ready} and {@code /metrics}. */
public final class HealthRoutes {
    private HealthRoutes() {}

    public static List<Route> of(Health health, Metrics metrics) {
        return List.of(
                new Get(
                        "/health/live",
                        request -> Answers.json(request.response(), 200, json -> {
                            json.writeStringField("status", "live");
                        })),
                new Get("/health/ready", request -> answerReady(request, health)),
                new Get(
                        "/metrics",
                        request -> request.response()
                                .putHeader(HttpHeaders.CONTENT_TYPE, Metrics.CONTENT_TYPE)
                                .end(Buffer.buffer(metrics.scrape()))));
    }

    private static void answerReady(HttpServerRequest request, Health health) {
        Map<String, String> reasons = health.reasons();
        Answers.json(request.response(), reasons.isEmpty() ? 200 : 503, json -> {
            json.writeStringField("status", reasons.isEmpty() ? "ready" : "not-ready");
            json.writeObjectFieldStart("reasons");
            for (Map.Entry<String, String> reason : reasons.entrySet()) {
                json.writeStringField(reason.getKey(), reason.getValue());
            }
            json.writeEndObject();
        });
    }

    private record Get(String path, Consumer<HttpServerRequest> answer) implements Route {
        @Override
        public HttpMethod method() {
            return HttpMethod.GET;
        }

        @Override
        public void handle(HttpServerRequest request) {
            answer.accept(request);
        }
    }
}
