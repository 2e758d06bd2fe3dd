package io.matrixplatform.bench.metering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matrixplatform.local.flink.FlinkRest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs jobs that end by themselves on a Flink cluster, and times them. */
final class FlinkRuns {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int PARALLELISM = 2;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();
    private final String url;
    private final String jar;

    FlinkRuns(String url, Path jobJar) throws IOException, InterruptedException {
        this.url = url;
        this.jar = new FlinkRest(http, url).upload(jobJar);
    }

    /**
     * Runs a job to its end.
     *
     * @return seconds from its last task's start to its end: what is paid per fact, and not for starting
     */
    double run(String mainClass, List<String> arguments) throws IOException, InterruptedException {
        String job = submit(mainClass, arguments);
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            JsonNode seen = get("/jobs/" + job);
            String state = seen.path("state").asText();
            if (state.equals("FINISHED")) {
                long end = seen.path("timestamps").path("FINISHED").asLong();
                return (end - begin(job, seen)) / 1_000.0;
            }
            if (!List.of("INITIALIZING", "CREATED", "RUNNING").contains(state) || System.nanoTime() > deadline) {
                throw new IOException(mainClass + " is " + state + " after all the time it had; see " + url);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private String submit(String mainClass, List<String> arguments) throws IOException, InterruptedException {
        ObjectNode body = json.createObjectNode().put("entryClass", mainClass).put("parallelism", PARALLELISM);
        arguments.forEach(body.putArray("programArgsList")::add);
        // Else a job that has read everything waits for its next checkpoint before it ends.
        body.putObject("flinkConfiguration")
                .put("execution.checkpointing.checkpoints-after-tasks-finish", "false")
                .put("restart-strategy.type", "none");
        JsonNode answer = send(HttpRequest.newBuilder(URI.create(url + "/jars/" + jar + "/run"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
        return answer.path("jobid").asText();
    }

    /** When the last of its tasks began to run, by the cluster's clock. */
    private long begin(String job, JsonNode seen) throws IOException, InterruptedException {
        long begin = 0;
        for (JsonNode vertex : seen.path("vertices")) {
            JsonNode times =
                    get("/jobs/" + job + "/vertices/" + vertex.path("id").asText() + "/subtasktimes");
            for (JsonNode subtask : times.path("subtasks")) {
                begin = Math.max(
                        begin, subtask.path("timestamps").path("RUNNING").asLong());
            }
        }
        return begin;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url + path)).GET());
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpRequest built = request.timeout(Duration.ofSeconds(60)).build();
        HttpResponse<String> answer = http.send(built, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(built.uri() + " answers " + answer.statusCode() + ": " + answer.body());
        }
        return json.readTree(answer.body());
    }
}
