package io.matrixplatform.chaos.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Pinot, told to commit the segments that it fills. It answers before they are. */
final class SegmentCommits {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int DONE = 200;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
    private final String controller;

    SegmentCommits(String controller) {
        this.controller = controller;
    }

    /** @throws IOException if Pinot does not answer, or will not */
    void force() throws IOException, InterruptedException {
        JsonNode tables = send(HttpRequest.newBuilder(URI.create(controller + "/tables?type=realtime")));
        for (JsonNode table : tables.path("tables")) {
            send(HttpRequest.newBuilder(URI.create(controller + "/tables/" + table.asText() + "/forceCommit"))
                    .POST(BodyPublishers.noBody()));
        }
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request.timeout(LIMIT).build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != DONE) {
            throw new IOException(answer.request().uri() + " answers " + answer.statusCode());
        }
        return json.readTree(answer.body());
    }
}
