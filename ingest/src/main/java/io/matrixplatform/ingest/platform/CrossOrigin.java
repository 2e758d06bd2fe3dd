package io.matrixplatform.ingest.platform;

import io.matrixplatform.model.network.Origins;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * Lets pages of other origins call the routes that are for pages: pages of origins that are listed, with an API key, never with
 * cookies. So a page has what whoever opened it typed into it, and nothing that a browser adds by itself.
 */
public final class CrossOrigin {
    /** Nobody's pages. */
    public static final CrossOrigin CLOSED = new CrossOrigin(Origins.parse(""));

    private static final String HEADERS = "authorization, content-type";
    private static final String EXPOSED = String.join(
            ", ",
            "x-request-id",
            "x-fact-source",
            "x-ratelimit-limit-requests",
            "x-ratelimit-remaining-requests",
            "x-ratelimit-reset-requests",
            "x-ratelimit-limit-tokens",
            "x-ratelimit-remaining-tokens",
            "x-ratelimit-reset-tokens",
            "ratelimit",
            "ratelimit-policy",
            "retry-after",
            "retry-after-ms",
            "x-should-retry");
    private static final String ASK_AGAIN_AFTER_SECONDS = "600";

    private final Origins origins;

    public CrossOrigin(Origins origins) {
        this.origins = origins;
    }

    /**
     * Tells the browser whether the page may see the answer.
     *
     * @return whether that was all it asked, and was answered
     */
    boolean answers(HttpServerRequest request, Route route) {
        if (origins.all().isEmpty()) {
            return false;
        }
        HttpServerResponse response = request.response();
        response.putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null || !origins.contain(origin)) {
            return false;
        }
        response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        if (!request.method().equals(HttpMethod.OPTIONS)
                || !request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)) {
            response.putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
            return false;
        }
        response.putHeader(
                        HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, route.method().name())
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS)
                .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, ASK_AGAIN_AFTER_SECONDS)
                .setStatusCode(204)
                .end();
        return true;
    }
}
