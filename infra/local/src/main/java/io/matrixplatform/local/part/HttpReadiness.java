package io.matrixplatform.local.part;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Ready when every address answers 200 with a body that satisfies. */
public final class HttpReadiness implements Readiness {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final HttpClient http;
    private final List<URI> addresses;
    private final Predicate<String> body;

    public HttpReadiness(HttpClient http, Predicate<String> body, String... addresses) {
        this.http = http;
        this.body = body;
        this.addresses = List.of(addresses).stream().map(URI::create).toList();
    }

    public static HttpReadiness ok(HttpClient http, String... addresses) {
        return new HttpReadiness(http, body -> true, addresses);
    }

    @Override
    public Optional<String> obstacle() {
        return addresses.stream()
                .flatMap(address -> obstacleAt(address).stream())
                .findFirst();
    }

    private Optional<String> obstacleAt(URI address) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(address).timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                return Optional.of(address + " answers " + answer.statusCode());
            }
            return body.test(answer.body()) ? Optional.empty() : Optional.of(address + " is not satisfied yet");
        } catch (IOException unreachable) {
            return Optional.of(address + " does not answer");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }
}
