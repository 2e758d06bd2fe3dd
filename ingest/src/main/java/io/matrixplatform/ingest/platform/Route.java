package io.matrixplatform.ingest.platform;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/** What answers one method at one address. Each event loop has its own, so it need not be thread-safe. */
public interface Route {
    /** One that ends in a slash stands for every address directly below it. */
    String path();

    HttpMethod method();

    /** Whether pages of other origins may call it, if their origin is listed: it takes API keys, and asks for nothing else. */
    default boolean isForPages() {
        return false;
    }

    /** Answers a request that is none for it, its body unread. */
    default void refuse(HttpServerRequest request, ProblemException why) {
        Routes.refuseUntaken(request, why);
    }

    /** @throws ProblemException to have the request answered with that problem, its body unread */
    void handle(HttpServerRequest request);
}
