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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs jobs that end by themselves on a Flink cluster, and times them. */
final class FlinkRuns {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final String FACTS = "Source: facts";

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
     * What is run.
     *
     * @param settings Flink's, beside those of the cluster
     * @param state what it goes on from; it is used up
     */
    record Job(
            String mainClass,
            List<String> arguments,
            int parallelism,
            Map<String, String> settings,
            Optional<Path> state) {
        Job at(int other) {
            return new Job(mainClass, arguments, other, settings, state);
        }

        Job with(String argument) {
            List<String> more =
                    Stream.concat(arguments.stream(), Stream.of(argument)).toList();
            return new Job(mainClass, more, parallelism, settings, state);
        }

        Job with(String setting, String value) {
            return new Job(mainClass, arguments, parallelism, Map.of(setting, value), state);
        }

        Job from(Path saved) {
            return new Job(mainClass, arguments, parallelism, settings, Optional.of(saved));
        }
    }

    /**
     * A run that has ended.
     *
     * @param seconds from its last task's start to its end: what is paid per fact, and not for starting
     * @param passedOn facts that its source gave to another task
     */
    record Ended(double seconds, long passedOn) {}

    /** Runs a job to its end. */
    Ended run(Job job) throws IOException, InterruptedException {
        String id = submit(job);
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            JsonNode seen = get("/jobs/" + id);
            String state = seen.path("state").asText();
            if (state.equals("FINISHED")) {
                long end = seen.path("timestamps").path("FINISHED").asLong();
                return new Ended((end - begin(id, seen)) / 1_000.0, passedOn(seen));
            }
            expectAlive(job, state, deadline);
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        }
    }

    /**
     * Runs a job until its source has passed on so many facts, and some more until that is seen.
     *
     * @param folder where its state is put
     * @return its state
     */
    Path runUntil(Job job, long facts, Path folder) throws IOException, InterruptedException {
        String id = submit(job);
        long deadline = System.nanoTime() + LIMIT.toNanos();
        JsonNode seen = get("/jobs/" + id);
        while (passedOn(seen) < facts) {
            expectAlive(job, seen.path("state").asText(), deadline);
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
            seen = get("/jobs/" + id);
        }
        return stop(id, folder);
    }

    private Path stop(String id, Path folder) throws IOException, InterruptedException {
        ObjectNode body = json.createObjectNode()
                .put("targetDirectory", folder.toUri().toString())
                .put("formatType", "NATIVE")
                .put("drain", false);
        JsonNode begun = send(post("/jobs/" + id + "/stop", body));
        String status =
                "/jobs/" + id + "/savepoints/" + begun.path("request-id").asText();
        JsonNode seen = get(status);
        while (!seen.path("status").path("id").asText().equals("COMPLETED")) {
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
            seen = get(status);
        }
        String location = seen.path("operation").path("location").asText();
        if (location.isEmpty()) {
            JsonNode cause = seen.path("operation").path("failure-cause").path("stack-trace");
            throw new IOException("the job could not be stopped: "
                    + cause.asText().lines().findFirst().orElse("no cause is told"));
        }
        return Path.of(URI.create(location));
    }

    private void expectAlive(Job job, String state, long deadline) throws IOException {
        if (!List.of("INITIALIZING", "CREATED", "RUNNING").contains(state) || System.nanoTime() > deadline) {
            throw new IOException(job.mainClass + " is " + state + " after all the time it had; see " + url);
        }
    }

    private String submit(Job job) throws IOException, InterruptedException {
        ObjectNode body =
                json.createObjectNode().put("entryClass", job.mainClass).put("parallelism", job.parallelism);
        job.arguments.forEach(body.putArray("programArgsList")::add);
        job.state.ifPresent(
                path -> body.put("savepointPath", path.toUri().toString()).put("claimMode", "CLAIM"));
        // Else a job that has read everything waits for its next checkpoint before it ends.
        ObjectNode settings = body.putObject("flinkConfiguration")
                .put("execution.checkpointing.checkpoints-after-tasks-finish", "false")
                .put("restart-strategy.type", "none");
        job.settings.forEach(settings::put);
        return send(post("/jars/" + jar + "/run", body)).path("jobid").asText();
    }

    private static long passedOn(JsonNode seen) {
        for (JsonNode vertex : seen.path("vertices")) {
            if (vertex.path("name").asText().startsWith(FACTS)) {
                return vertex.path("metrics").path("write-records").asLong();
            }
        }
        return 0;
    }

    /** When the last of its tasks began to run, by the cluster's clock. */
    private long begin(String id, JsonNode seen) throws IOException, InterruptedException {
        long begin = 0;
        for (JsonNode vertex : seen.path("vertices")) {
            JsonNode times =
                    get("/jobs/" + id + "/vertices/" + vertex.path("id").asText() + "/subtasktimes");
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

    private HttpRequest.Builder post(String path, ObjectNode body) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
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
