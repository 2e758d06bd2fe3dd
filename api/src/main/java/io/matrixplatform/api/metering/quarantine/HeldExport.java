package io.matrixplatform.api.metering.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.time.TimeWindow;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Held calls as lines of JSON, or of CSV under a line of names; written as they are read. */
record HeldExport(
        Quarantine quarantine, ObjectMapper json, TenantId tenant, TimeWindow window, HeldFilter filter, boolean asCsv)
        implements StreamingOutput {
    static final String NDJSON = "application/x-ndjson";
    static final String CSV = "text/csv";

    private static final List<String> COLUMNS = List.of(
            "id",
            "state",
            "tenant_id",
            "event_id",
            "source",
            "occurred_at",
            "recorded_at",
            "model",
            "route",
            "status",
            "input_tokens",
            "output_tokens",
            "cached_input_tokens",
            "reasoning_output_tokens",
            "estimated",
            "amends",
            "rule_model",
            "rule_version",
            "reason",
            "detail",
            "decided_at",
            "decided_by",
            "note");

    @Override
    public void write(OutputStream out) throws IOException {
        if (asCsv) {
            out.write((String.join(",", COLUMNS) + "\r\n").getBytes(StandardCharsets.UTF_8));
        }
        try {
            quarantine.export(tenant, window, filter, call -> write(call, out));
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
    }

    private void write(HeldCall call, OutputStream out) {
        try {
            if (asCsv) {
                JsonNode row = json.valueToTree(call);
                String line = COLUMNS.stream()
                        .map(column -> cell(row.path(column).asText()))
                        .collect(Collectors.joining(","));
                out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            } else {
                out.write(json.writeValueAsBytes(call));
                out.write('\n');
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** In quotes where RFC 4180 wants it; text that a spreadsheet would take for a formula has an apostrophe before it. */
    private static String cell(String text) {
        String safe = !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }
}
