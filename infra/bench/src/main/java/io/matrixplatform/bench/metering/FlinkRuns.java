package io.matrixplatform.bench.metering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matrixplatform.bench.Latencies;
import io.matrixplatform.local.flink.FlinkRest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs jobs that end by themselves on a Flink cluster, and times them. */
final class FlinkRuns {
    private static final Duration LIMIT = Duration.ofMinutes(6);
    private static final Duration POLL = Duration.ofMillis(100);

    /** Metrics are gathered for whoever asks: ten times a second that took a tenth of the machine from the job. */
    private static final Duration POLL_METRICS = Duration.ofSeconds(1);

    private static final String FACTS = "Source: facts";
    private static final String READ = "Source__facts.numRecordsOut";

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
     */
    record Job(String mainClass, List<String> arguments, int parallelism, Map<String, String> settings) {
        Job at(int other) {
            return new Job(mainClass, arguments, other, settings);
        }

        Job with(String argument) {
            List<String> more =
                    Stream.concat(arguments.stream(), Stream.of(argument)).toList();
            return new Job(mainClass, more, parallelism, settings);
        }

        Job with(String setting, String value) {
            return new Job(mainClass, arguments, parallelism, Map.of(setting, value));
        }
    }

    /**
     * Runs a job to its end.
     *
     * @return seconds from its last task's start to its end: what is paid per fact, and not for starting
     */
    double run(Job job) throws IOException, InterruptedException {
        String id = submit(job);
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            JsonNode seen = get("/jobs/" + id);
            String state = seen.path("state").asText();
            if (state.equals("FINISHED")) {
                long end = seen.path("timestamps").path("FINISHED").asLong();
                return (end - begin(id, seen)) / 1_000.0;
            }
            expectAlive(job, state, deadline);
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        }
    }

    /** Starts one that does not end by itself. */
    Going begin(Job job) throws IOException, InterruptedException {
        return new Going(job, submit(job));
    }

    /** A job under way. */
    final class Going {
        private final Job job;
        private final String id;

        private Going(Job job, String id) {
            this.job = job;
            this.id = id;
        }

        /**
         * Waits until so many facts were read.
         *
         * @return how many it was then
         */
        long await(long facts) throws IOException, InterruptedException {
            long deadline = System.nanoTime() + LIMIT.toNanos();
            long read = read();
            while (read < facts) {
                expectAlive(job, get("/jobs/" + id).path("state").asText(), deadline);
                TimeUnit.MILLISECONDS.sleep(POLL_METRICS.toMillis());
                read = read();
            }
            return read;
        }

        private long read() throws IOException, InterruptedException {
            for (JsonNode vertex : get("/jobs/" + id).path("vertices")) {
                if (vertex.path("name").asText().startsWith(FACTS)) {
                    JsonNode sums = get("/jobs/" + id + "/vertices/"
                            + vertex.path("id").asText() + "/subtasks/metrics?agg=sum&get=" + READ);
                    return sums.path(0).path("sum").asLong();
                }
            }
            return 0;
        }

        /** How long each checkpoint took that was begun after {@code moment}, from its beginning to its end. */
        Latencies checkpointsSince(Instant moment) throws IOException, InterruptedException {
            Latencies durations = new Latencies();
            for (JsonNode checkpoint : get("/jobs/" + id + "/checkpoints").path("history")) {
                boolean isOver = checkpoint.path("status").asText().equals("COMPLETED");
                if (isOver && checkpoint.path("trigger_timestamp").asLong() > moment.toEpochMilli()) {
                    durations.add(
                            (double) checkpoint.path("end_to_end_duration").asLong());
                }
            }
            return durations;
        }

        /**
         * Stops it.
         *
         * @param folder where its state is put
         * @return its state
         */
        Path stop(Path folder) throws IOException, InterruptedException {
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

        void cancel() throws IOException, InterruptedException {
            send(HttpRequest.newBuilder(URI.create(url + "/jobs/" + id))
                    .method("PATCH", HttpRequest.BodyPublishers.noBody()));
            while (!get("/jobs/" + id).path("state").asText().equals("CANCELED")) {
                TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
            }
        }
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
        // Else a job that has read everything waits for its next checkpoint before it ends.
        ObjectNode settings = body.putObject("flinkConfiguration")
                .put("execution.checkpointing.checkpoints-after-tasks-finish", "false")
                .put("restart-strategy.type", "none");
        job.settings.forEach(settings::put);
        return send(post("/jars/" + jar + "/run", body)).path("jobid").asText();
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
