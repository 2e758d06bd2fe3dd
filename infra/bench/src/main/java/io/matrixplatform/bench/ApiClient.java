package io.matrixplatform.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The control plane, asked as a client asks it. Thread-safe. */
public final class ApiClient {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int TOO_MANY = 429;

    /** By way of Kafka. */
    private static final Duration KEYS_REACH_THE_DOOR = Duration.ofSeconds(3);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();
    private final String url;
    private final String token;

    /** @param token an API key or the operator's */
    public ApiClient(String url, String token) {
        this.url = url;
        this.token = token;
    }

    /** A tenant with the text of a key of its own. */
    public record Tenant(String id, String key) {}

    /** Only for the operator. */
    public Tenant found(String name) throws IOException, InterruptedException {
        String id =
                post("/v1/tenants", "{\"name\":\"" + name + "\"}").path("id").asText();
        String key = post("/v1/tenants/" + id + "/api-keys", "{\"name\":\"bench\"}")
                .path("secret")
                .asText();
        return new Tenant(id, key);
    }

    /** So many, named and numbered; the door knows their keys. Only for the operator. */
    public List<Tenant> found(String name, int number) throws IOException, InterruptedException {
        List<Tenant> tenants = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            tenants.add(found(name + " " + i));
        }
        TimeUnit.MILLISECONDS.sleep(KEYS_REACH_THE_DOOR.toMillis());
        return tenants;
    }

    public JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path).GET()).body();
    }

    /** @return how many milliseconds the answer took; a rate limit is waited for and does not count */
    public double timedGet(String path) throws IOException, InterruptedException {
        return send(request(path).GET()).tookMs();
    }

    private record Answered(JsonNode body, double tookMs) {}

    private JsonNode post(String path, String body) throws IOException, InterruptedException {
        return send(request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)))
                .body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }

    private Answered send(HttpRequest.Builder builder) throws IOException, InterruptedException {
        HttpRequest request = builder.build();
        while (true) {
            long begin = System.nanoTime();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == TOO_MANY) {
                TimeUnit.MILLISECONDS.sleep(200);
                continue;
            }
            if (answer.statusCode() / 100 != 2) {
                throw new IOException(request.uri() + " answers " + answer.statusCode() + ": " + answer.body());
            }
            double tookMs = (System.nanoTime() - begin) / 1e6;
            return new Answered(json.readTree(answer.body()), tookMs);
        }
    }
}
