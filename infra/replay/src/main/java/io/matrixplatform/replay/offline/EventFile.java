package io.matrixplatform.replay.offline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.matrixplatform.replay.plan.ApiCallEvents;
import io.matrixplatform.replay.plan.Plan;
import io.matrixplatform.replay.plan.Step;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;

/** Everything that a plan sends, in order, one {@code {"tenant": …, "event": …}} a line. */
public final class EventFile {
    private EventFile() {}

    public static void write(Path file, Plan plan, ApiCallEvents events, IntFunction<String> tenantIds)
            throws IOException {
        try (BufferedWriter lines = Files.newBufferedWriter(file, UTF_8)) {
            for (List<Step> steps : List.of(plan.steps(), plan.contradictions())) {
                for (Step step : steps) {
                    lines.append("{\"tenant\":\"")
                            .append(tenantIds.apply(step.call().tenant()));
                    lines.append("\",\"event\":")
                            .append(events.event(step.call()))
                            .append("}\n");
                }
            }
        }
    }
}
