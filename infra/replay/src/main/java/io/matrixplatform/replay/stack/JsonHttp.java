package io.matrixplatform.replay.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.matrixplatform.replay.platform.Backoff;
import io.matrixplatform.replay.platform.Patience;
import io.matrixplatform.replay.platform.Problems;
import io.matrixplatform.replay.platform.ReplayException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** JSON over HTTP, asked again while the other side is away or busy; so only what may be asked twice. Thread-safe. */
public final class JsonHttp {
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);
    private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Duration patience;

    /** @param patience how long one question is repeated */
    public JsonHttp(Duration patience) {
        this.patience = patience;
    }

    /** @throws ReplayException if the answer is not a 200, or there is none for too long */
    public JsonNode get(URI uri, Map<String, String> headers) {
        return ask(request(uri, headers).GET().build());
    }

    /** @throws ReplayException if the answer is not a 200 or 201, or there is none for too long */
    public JsonNode post(URI uri, Map<String, String> headers, Map<String, ?> body) {
        try {
            return ask(request(uri, headers)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                    .build());
        } catch (JsonProcessingException impossible) {
            throw new AssertionError("maps of text are JSON", impossible);
        }
    }

    private JsonNode ask(HttpRequest request) {
        Patience waiting = new Patience(patience);
        for (int failures = 1; ; failures++) {
            String why;
            try {
                HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
                if (answer.statusCode() == 200 || answer.statusCode() == 201) {
                    return JSON.readTree(answer.body());
                }
                why = describe(request) + " answered " + Problems.told(answer.statusCode(), answer.body());
                if (!PASSING.contains(answer.statusCode())) {
                    throw new ReplayException(why);
                }
            } catch (IOException unreachable) {
                why = describe(request) + " failed: " + Problems.lost(unreachable);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new ReplayException("stopped", stopped);
            }
            waiting.pause(Backoff.PATIENT.after(failures), why);
        }
    }

    private static HttpRequest.Builder request(URI uri, Map<String, String> headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri).timeout(REQUEST_TIMEOUT);
        headers.forEach(builder::header);
        return builder;
    }

    private static String describe(HttpRequest request) {
        return request.method() + " " + request.uri();
    }
}
