package io.matrixplatform.api.platform.http;

import io.matrixplatform.model.network.Origins;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.handler.CrossOriginHandler;

/** Lets pages of other origins call the API: those that are listed, with an API key, never with cookies. */
public final class CrossOrigin {
    private CrossOrigin() {}

    /** Empty when no origin is listed: then nothing answers a preflight, and browsers keep pages of other origins out. */
    public static Optional<Handler.Singleton> handler(Origins origins) {
        if (origins.all().isEmpty()) {
            return Optional.empty();
        }
        CrossOriginHandler handler = new CrossOriginHandler();
        handler.setAllowedOriginPatterns(
                origins.all().stream().map(Pattern::quote).collect(Collectors.toSet()));
        handler.setAllowCredentials(false);
        handler.setAllowedMethods(Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        handler.setAllowedHeaders(Set.of(
                "Authorization", "Content-Type", "Idempotency-Key", "If-Match", "If-None-Match", "Last-Event-ID"));
        handler.setExposedHeaders(
                Set.of("ETag", "Location", "RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-Id"));
        handler.setPreflightMaxAge(Duration.ofMinutes(10));
        // A same-origin upgrade names its origin too; the socket's own route decides.
        handler.setDeliverNonAllowedOriginWebSocketUpgradeRequests(true);
        return Optional.of(handler);
    }
}
