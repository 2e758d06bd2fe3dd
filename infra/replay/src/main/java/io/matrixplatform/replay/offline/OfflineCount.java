package io.matrixplatform.replay.offline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.matrixplatform.replay.counting.Stage;
import io.matrixplatform.replay.counting.Totals;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the events of a file come to: whole JSON side by side, nothing hashed, nothing incremental. */
public final class OfflineCount {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final UsageLimits limits;
    private final Map<String, List<OfflineCall>> counted = new HashMap<>();
    private final Map<String, SortedSet<String>> contradicted = new HashMap<>();
    private final Map<String, SortedSet<String>> held = new HashMap<>();

    private OfflineCount(UsageLimits limits) {
        this.limits = limits;
    }

    public static OfflineCount of(Path file, UsageLimits limits) throws IOException {
        Map<List<String>, List<JsonNode>> byCall = new LinkedHashMap<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode read = JSON.readTree(line);
                JsonNode event = read.path("event");
                String tenant = read.path("tenant").asText();
                List<String> call = List.of(
                        tenant, event.path("source").asText(), event.path("id").asText());
                byCall.computeIfAbsent(call, any -> new ArrayList<>()).add(event);
            }
        }
        OfflineCount count = new OfflineCount(limits);
        byCall.forEach(count::settle);
        return count;
    }

    private void settle(List<String> call, List<JsonNode> events) {
        JsonNode original = first(events, false);
        JsonNode correction = first(events, true);
        for (JsonNode event : events) {
            boolean isCorrection = event.has("correction");
            JsonNode standing = isCorrection ? correction : original;
            if (standing != null && !event.equals(standing)) {
                note(contradicted, call);
            }
        }
        if (original == null) {
            return;
        }
        JsonNode data = original.path("data");
        boolean isMeant = correction != null && data.equals(repeated(correction));
        if (correction != null && !isMeant) {
            note(contradicted, call);
        }
        book(call, original, data, isMeant ? correction : null);
    }

    private void book(List<String> call, JsonNode original, JsonNode data, @Nullable JsonNode correction) {
        boolean isAdmitted = admit(call, data);
        if (correction == null) {
            if (isAdmitted) {
                add(call, original, data);
            }
        } else if (correction.path("correction").asText().equals("amend")) {
            JsonNode amended = correction.path("data").path("amended");
            if (admit(call, amended)) {
                add(call, original, amended);
            }
        }
    }

    private boolean admit(List<String> call, JsonNode data) {
        boolean isAdmitted = limits.admit(
                data.path("model").asText(),
                data.path("input_tokens").asLong(),
                data.path("output_tokens").asLong());
        if (!isAdmitted) {
            note(held, call);
        }
        return isAdmitted;
    }

    private void add(List<String> call, JsonNode original, JsonNode data) {
        OfflineCall one = new OfflineCall(
                call.get(0),
                call.get(1),
                call.get(2),
                Instant.parse(original.path("time").asText()),
                data.path("input_tokens").asLong(),
                data.path("output_tokens").asLong(),
                data.path("latency_ms").asLong());
        counted.computeIfAbsent(one.tenant(), any -> new ArrayList<>()).add(one);
    }

    private static @Nullable JsonNode first(List<JsonNode> events, boolean isCorrection) {
        return events.stream()
                .filter(event -> event.has("correction") == isCorrection)
                .findFirst()
                .orElse(null);
    }

    private static JsonNode repeated(JsonNode correction) {
        JsonNode data = correction.path("data");
        return data.has("original") ? data.path("original") : data;
    }

    private static void note(Map<String, SortedSet<String>> ids, List<String> call) {
        ids.computeIfAbsent(call.get(0), any -> new TreeSet<>()).add(call.get(2));
    }

    public Stage counted(String name) {
        Map<String, Totals> totals = new HashMap<>();
        counted.forEach((tenant, calls) -> totals.put(
                tenant,
                calls.stream()
                        .map(call -> Totals.ofCall(call.input(), call.output()))
                        .reduce(Totals.ZERO, Totals::plus)));
        return new Stage(name, totals);
    }

    /** Ids of the calls that something contradicts. */
    public SortedSet<String> contradicted(String tenant) {
        return contradicted.getOrDefault(tenant, new TreeSet<>());
    }

    /** Ids of the calls that no rule admits. */
    public SortedSet<String> held(String tenant) {
        return held.getOrDefault(tenant, new TreeSet<>());
    }

    /** What the calls of a tenant before a moment come to. */
    public String aggregate(Aggregate aggregate, String tenant, Instant until) {
        List<OfflineCall> calls = counted.getOrDefault(tenant, List.of()).stream()
                .filter(call -> call.time().isBefore(until))
                .toList();
        return aggregate.of(calls, until).toPlainString();
    }
}
