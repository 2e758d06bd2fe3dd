package io.matrixplatform.e2e.platform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** One server as a program sees it: a base address and a credential. */
public final class Http {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final String CLOSED = "received no bytes";

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String base;
    private final String credential;

    public Http(String base, String credential) {
        this.base = base;
        this.credential = credential;
    }

    public Http as(String otherCredential) {
        return new Http(base, otherCredential);
    }

    public Answer get(String path) {
        return send(request(path).GET().build());
    }

    public Answer delete(String path) {
        return send(request(path).DELETE().build());
    }

    public Answer post(String path, String contentType, String body) {
        return post(path, contentType, BodyPublishers.ofString(body));
    }

    public Answer post(String path, String contentType, BodyPublisher body, String... headers) {
        HttpRequest.Builder request =
                request(path).header("Content-Type", contentType).POST(body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** @param headers names and values in turn */
    public Answer send(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = request(path).method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(TIMEOUT);
        return credential.isEmpty() ? request : request.header("Authorization", "Bearer " + credential);
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = sendOnOpenConnection(request);
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException failure) {
            throw new AssertionError("no answer to " + request, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }

    /** A server closes the connection behind a body that it did not read; the client may have taken it for the next request by then. */
    private HttpResponse<String> sendOnOpenConnection(HttpRequest request) throws IOException, InterruptedException {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            if (String.valueOf(failure.getMessage()).contains(CLOSED)) {
                return client.send(request, BodyHandlers.ofString());
            }
            throw failure;
        }
    }
}
