package io.matrixplatform.local.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.matrixplatform.local.part.Readiness;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Ready when the JobManager knows a TaskManager with enough slots. For some seconds it also knows one that was killed: what
 * it knew before a start does not count after it. One thread asks at a time.
 */
final class TaskManagerReadiness implements Readiness {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final HttpClient http;
    private final URI address;
    private final int slots;
    private final ObjectMapper json = new ObjectMapper();
    private final Set<String> dead = new HashSet<>();

    /** @param flink the JobManager's REST address */
    TaskManagerReadiness(HttpClient http, String flink, int slots) {
        this.http = http;
        this.address = URI.create(flink + "/taskmanagers");
        this.slots = slots;
    }

    /** To be called before each start: whatever is registered now is not what is about to be started. */
    void forgetRegistered() throws InterruptedException {
        try {
            dead.addAll(slotsByPath().keySet());
        } catch (IOException noJobManager) {
            // It will know none when it comes back, and will then be told by living ones only.
            dead.clear();
        }
    }

    @Override
    public Optional<String> obstacle() {
        try {
            boolean registered = slotsByPath().entrySet().stream()
                    .anyMatch(entry -> entry.getValue() >= slots && !dead.contains(entry.getKey()));
            return registered ? Optional.empty() : Optional.of("the JobManager does not know it yet");
        } catch (IOException failure) {
            return Optional.of(address + " does not answer");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    /** The path has the port in it, which is another one after each start. */
    private Map<String, Integer> slotsByPath() throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(address).timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString());
        Map<String, Integer> found = new HashMap<>();
        for (JsonNode taskManager : json.readTree(answer.body()).path("taskmanagers")) {
            found.put(
                    taskManager.path("path").asText(),
                    taskManager.path("slotsNumber").asInt());
        }
        return found;
    }
}
