package io.matrixplatform.bench.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * When the one job that runs was restarted, by Flink. Epoch milliseconds.
 *
 * @param failed when Flink began to restart it
 * @param deployed when the last of its tasks was given a slot and sent there
 * @param running when the last of them had its state
 */
record TaskTimes(long failed, long deployed, long running) {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** @param flink the address of its REST API */
    static TaskTimes of(String flink) throws IOException, InterruptedException {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (JsonNode listed : get(http, flink + "/jobs/overview").path("jobs")) {
            if (listed.path("state").asText().equals("RUNNING")) {
                return ofJob(http, flink + "/jobs/" + listed.path("jid").asText());
            }
        }
        throw new IOException("no job runs on " + flink);
    }

    private static TaskTimes ofJob(HttpClient http, String url) throws IOException, InterruptedException {
        JsonNode job = get(http, url);
        long deployed = 0;
        long running = 0;
        for (JsonNode vertex : job.path("vertices")) {
            JsonNode times = get(http, url + "/vertices/" + vertex.path("id").asText() + "/subtasktimes");
            for (JsonNode subtask : times.path("subtasks")) {
                JsonNode reached = subtask.path("timestamps");
                deployed = Math.max(deployed, reached.path("DEPLOYING").asLong());
                running = Math.max(running, reached.path("RUNNING").asLong());
            }
        }
        return new TaskTimes(job.path("timestamps").path("RESTARTING").asLong(), deployed, running);
    }

    private static JsonNode get(HttpClient http, String url) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url)).timeout(LIMIT).build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(url + " answers " + answer.statusCode() + ": " + answer.body());
        }
        return new ObjectMapper().readTree(answer.body());
    }
}
