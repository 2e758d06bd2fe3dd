package io.matrixplatform.local.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The table that {@code status} prints: part, state, pid, port, memory, address. */
final class StatusTable {
    private static final List<String> HEAD = List.of("PART", "STATE", "PID", "PORT", "MEMORY", "ADDRESS", "");
    private static final long KIB_PER_MIB = 1024;

    /**
     * One line of it.
     *
     * @param pid 0 for none
     * @param port 0 for none
     * @param memoryKib resident; 0 for unknown
     * @param note what there is to say; may be empty
     */
    record Row(String part, String state, long pid, int port, long memoryKib, String address, String note) {
        private List<String> cells() {
            return List.of(
                    part,
                    state,
                    pid == 0 ? "-" : Long.toString(pid),
                    port == 0 ? "-" : Integer.toString(port),
                    memoryKib == 0 ? "-" : mebibytes(memoryKib),
                    address.isEmpty() ? "-" : address,
                    note);
        }
    }

    private StatusTable() {}

    static String of(List<Row> rows) {
        List<List<String>> lines = new ArrayList<>(List.of(HEAD));
        rows.forEach(row -> lines.add(row.cells()));
        long total = rows.stream().mapToLong(Row::memoryKib).sum();
        if (total > 0) {
            lines.add(List.of("total", "", "", "", mebibytes(total), "", ""));
        }
        int[] widths = IntStream.range(0, HEAD.size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder written = new StringBuilder();
            IntStream.range(0, widths.length)
                    .forEach(column -> written.append(padded(line.get(column), widths[column], isNumber(column)))
                            .append("  "));
            text.append(written.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static boolean isNumber(int column) {
        return column >= 2 && column <= 4;
    }

    private static String padded(String cell, int width, boolean right) {
        String padding = " ".repeat(width - cell.length());
        return right ? padding + cell : cell + padding;
    }

    private static String mebibytes(long kib) {
        return String.format(Locale.ROOT, "%d MiB", kib / KIB_PER_MIB);
    }
}
