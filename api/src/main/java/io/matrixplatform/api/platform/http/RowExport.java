package io.matrixplatform.api.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.matrixplatform.api.platform.problems.ProblemException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows as lines of JSON, or of CSV under a line of names; written as they are read. */
public final class RowExport<T> implements StreamingOutput {
    public static final String NDJSON = "application/x-ndjson";
    public static final String CSV = "text/csv";

    private final ObjectMapper json;
    private final List<String> columns;
    private final Consumer<Consumer<T>> rows;
    private final boolean asCsv;

    private RowExport(ObjectMapper json, List<String> columns, Consumer<Consumer<T>> rows, boolean asCsv) {
        this.json = json;
        this.columns = List.copyOf(columns);
        this.rows = rows;
        this.asCsv = asCsv;
    }

    /**
     * The answer that has the rows.
     *
     * @param name of the file, without its ending
     * @param format {@code csv}, or {@code ndjson}, which is also meant by null
     * @param columns names of the CSV
     * @param rows gives every row to who takes it
     */
    public static <T> Response answer(
            ObjectMapper json, String name, @Nullable String format, List<String> columns, Consumer<Consumer<T>> rows) {
        boolean asCsv = "csv".equals(format);
        if (format != null && !asCsv && !format.equals("ndjson")) {
            throw ProblemException.invalidParameter("format", "csv or ndjson");
        }
        String file = name + (asCsv ? ".csv" : ".ndjson");
        return Response.ok(new RowExport<>(json, columns, rows, asCsv))
                .type(asCsv ? CSV : NDJSON)
                .header("Content-Disposition", "attachment; filename=\"" + file + "\"")
                .build();
    }

    @Override
    public void write(OutputStream out) throws IOException {
        if (asCsv) {
            out.write((String.join(",", columns) + "\r\n").getBytes(StandardCharsets.UTF_8));
        }
        try {
            rows.accept(row -> write(row, out));
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
    }

    private void write(T row, OutputStream out) {
        try {
            byte[] written = json.writeValueAsBytes(row);
            if (asCsv) {
                JsonNode values = json.readTree(written);
                String line = columns.stream()
                        .map(column -> cell(values.path(column)))
                        .collect(Collectors.joining(","));
                out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            } else {
                out.write(written);
                out.write('\n');
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** In quotes where RFC 4180 wants it; text that a spreadsheet would take for a formula has an apostrophe before it. */
    private static String cell(JsonNode value) {
        String text = value.isContainerNode() ? value.toString() : value.isNull() ? "" : value.asText();
        boolean isFormula = !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0 && !isNumber(text);
        String safe = isFormula ? "'" + text : text;
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }

    /** A quantity may be negative. */
    private static boolean isNumber(String text) {
        return text.matches("-?[0-9]+(\\.[0-9]+)?");
    }
}
