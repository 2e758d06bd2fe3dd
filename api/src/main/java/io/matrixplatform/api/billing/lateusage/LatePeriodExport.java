package io.matrixplatform.api.billing.lateusage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Rows as CSV under a line of names. */
record LatePeriodExport(List<LatePeriod> rows, ObjectMapper json) implements StreamingOutput {
    static final String CSV = "text/csv";

    private static final List<String> COLUMNS = List.of(
            "subscription_id",
            "plan",
            "period_start",
            "period_end",
            "closed",
            "meter",
            "cause",
            "after_close",
            "quantity",
            "fact_count",
            "first_recorded_on",
            "last_recorded_on",
            "policy",
            "treatment");

    @Override
    public void write(OutputStream out) throws IOException {
        write(String.join(",", COLUMNS), out);
        for (LatePeriod row : rows) {
            JsonNode cells = json.valueToTree(row);
            // Keys, times, numbers and words of our own: nothing that would want quotes.
            write(COLUMNS.stream().map(column -> cells.path(column).asText("")).collect(Collectors.joining(",")), out);
        }
    }

    private static void write(String line, OutputStream out) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
