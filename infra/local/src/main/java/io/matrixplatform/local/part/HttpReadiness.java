package io.matrixplatform.local.part;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Ready when every address answers 200. */
public final class HttpReadiness implements Readiness {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private static final int OK = 200;

    private final HttpClient http;
    private final List<URI> addresses;

    public HttpReadiness(HttpClient http, String... addresses) {
        this.http = http;
        this.addresses = List.of(addresses).stream().map(URI::create).toList();
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
            return answer.statusCode() == OK
                    ? Optional.empty()
                    : Optional.of(address + " answers " + answer.statusCode());
        } catch (IOException unreachable) {
            return Optional.of(address + " does not answer");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }
}
