package io.matrixplatform.api.metering.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads server-sent events as {@code name data}. */
final class EventLines implements AutoCloseable {
    private final BufferedReader lines;

    EventLines(InputStream stream) {
        lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    String next() throws IOException {
        String name = "";
        while (true) {
            String line = lines.readLine();
            if (line == null) {
                return "closed";
            } else if (line.startsWith("event: ")) {
                name = line.substring("event: ".length());
            } else if (line.startsWith("data: ")) {
                return name + " " + line.substring("data: ".length());
            }
        }
    }

    String nextUsage() throws IOException {
        return nextUsageWith("");
    }

    /** What changed shortly before someone began to watch may be told once more, so others may come before. */
    String nextUsageWith(String part) throws IOException {
        String event = next();
        while (!event.startsWith("usage ") || !event.contains(part)) {
            assertThat(event).isNotEqualTo("closed");
            event = next();
        }
        return event;
    }

    List<String> toEnd() throws IOException {
        List<String> all = new ArrayList<>();
        for (String event = next(); !event.equals("closed"); event = next()) {
            all.add(event);
        }
        return all;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
