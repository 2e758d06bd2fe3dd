package io.matrixplatform.replay.trace;

import static java.util.Comparator.naturalOrder;

import java.time.Instant;
import java.util.List;

/**
 * A recorded trace, in the order of its file.
 *
 * @param name of the file
 * @param sha256 of the plain text, so that a file and its gzipped copy are the same trace
 * @param rows at least one
 */
public record Trace(String name, String sha256, List<TraceRow> rows) {
    public Trace {
        rows = List.copyOf(rows);
        if (rows.isEmpty()) {
            throw new TraceFormatException(name + " has no rows");
        }
    }

    /** When the last request was made. */
    public Instant end() {
        return rows.stream().map(TraceRow::at).max(naturalOrder()).orElseThrow();
    }
}
