package io.matrixplatform.local.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Flink's REST API, as far as TaskManagers and jobs are kept running with it. */
public final class FlinkRest {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration GLANCE_LIMIT = Duration.ofSeconds(3);
    private static final int CAUSES_TOLD = 2;
    private static final String BOUNDARY = "matrix-upload-7c0f1b6e";

    private final HttpClient http;
    private final String url;
    private final ObjectMapper json = new ObjectMapper();

    public FlinkRest(HttpClient http, String url) {
        this.http = http;
        this.url = url;
    }

    /**
     * How a job is doing.
     *
     * @param state Flink's word, for example {@code RUNNING}
     * @param allTasksRun whether every task of it is running
     */
    public record JobHealth(String state, boolean allTasksRun) {
        /** Whether Flink itself still cares for it. */
        public boolean isAlive() {
            return switch (state) {
                case "FAILED", "CANCELED", "FINISHED", "SUSPENDED" -> false;
                default -> true;
            };
        }
    }

    /**
     * A TaskManager, by the name of its class in Flink, that the JobManager knows. For some seconds it also knows one that was killed.
     *
     * @param id the part of the stack that it is
     * @param path has the port in it, which is another one after each start
     */
    public record TaskExecutor(String id, String path, int slots, int freeSlots) {
        /** Whether tasks run on it. */
        public boolean isAtWork() {
            return freeSlots < slots;
        }
    }

    /** Answers within a few seconds. */
    public List<TaskExecutor> taskManagers() throws IOException, InterruptedException {
        List<TaskExecutor> known = new ArrayList<>();
        for (JsonNode each :
                send(request("/taskmanagers").timeout(GLANCE_LIMIT).GET()).path("taskmanagers")) {
            known.add(new TaskExecutor(
                    each.path("id").asText(),
                    each.path("path").asText(),
                    each.path("slotsNumber").asInt(),
                    each.path("freeSlots").asInt()));
        }
        return known;
    }

    /** @return empty if the cluster does not know the job */
    public Optional<JobHealth> health(String jobId) throws IOException, InterruptedException {
        for (JsonNode job : send(request("/jobs/overview").GET()).path("jobs")) {
            if (job.path("jid").asText().equals(jobId)) {
                JsonNode tasks = job.path("tasks");
                String state = job.path("state").asText();
                boolean allRun = state.equals("RUNNING")
                        && tasks.path("total").asInt() > 0
                        && tasks.path("running").asInt() == tasks.path("total").asInt();
                return Optional.of(new JobHealth(state, allRun));
            }
        }
        return Optional.empty();
    }

    /** The jobs that the cluster cares for now. */
    public List<String> alive() throws IOException, InterruptedException {
        List<String> alive = new ArrayList<>();
        for (JsonNode job : send(request("/jobs/overview").GET()).path("jobs")) {
            if (new JobHealth(job.path("state").asText(), false).isAlive()) {
                alive.add(job.path("jid").asText());
            }
        }
        return alive;
    }

    /** Ends a job; its checkpoints stay. */
    public void cancel(String jobId) throws IOException, InterruptedException {
        send(request("/jobs/" + jobId + "?mode=cancel").method("PATCH", BodyPublishers.noBody()));
    }

    /** Why a job failed; empty if Flink knows no reason. */
    public Optional<String> failure(String jobId) throws IOException, InterruptedException {
        JsonNode root = send(request("/jobs/" + jobId + "/exceptions").GET());
        JsonNode newest = root.path("exceptionHistory").path("entries").path(0).path("stacktrace");
        return Optional.of(newest.asText()).filter(text -> !text.isBlank()).map(FlinkRest::causes);
    }

    /** Uploads a job jar. @return its id on the cluster */
    public String upload(Path jar) throws IOException, InterruptedException {
        String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
                + jar.getFileName() + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n";
        String tail = "\r\n--" + BOUNDARY + "--\r\n";
        JsonNode answer = send(request("/jars/upload")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofString(head), BodyPublishers.ofFile(jar), BodyPublishers.ofString(tail))));
        return Path.of(answer.path("filename").asText()).getFileName().toString();
    }

    /**
     * Starts a job under an id of our choice.
     *
     * @param checkpoint what it resumes from; it then belongs to the new job, which deletes it once it needs it no more
     */
    public void run(String jarId, SupervisedJob job, String jobId, Optional<Path> checkpoint)
            throws IOException, InterruptedException {
        ObjectNode body = json.createObjectNode()
                .put("entryClass", job.mainClass())
                .put("parallelism", job.parallelism())
                .put("jobId", jobId);
        checkpoint.ifPresent(
                path -> body.put("savepointPath", path.toUri().toString()).put("claimMode", "CLAIM"));
        job.arguments().forEach(body.putArray("programArgsList")::add);
        send(request("/jars/" + jarId + "/run")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(LIMIT);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpRequest built = request.build();
        HttpResponse<String> answer = http.send(built, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(built.uri() + " answers " + answer.statusCode() + ": " + reason(answer.body()));
        }
        return json.readTree(answer.body());
    }

    private String reason(String body) {
        try {
            JsonNode errors = json.readTree(body).path("errors");
            return errors.isEmpty()
                    ? body
                    : causes(errors.get(errors.size() - 1).asText());
        } catch (IOException noJson) {
            return body;
        }
    }

    /** The innermost causes of a stack trace: what is outside of them only says that something failed. */
    private static String causes(String trace) {
        List<String> told = trace.lines()
                .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
                .map(line -> line.replace("Caused by: ", ""))
                .distinct()
                .toList();
        return String.join(", caused by ", told.subList(Math.max(0, told.size() - CAUSES_TOLD), told.size()));
    }
}
