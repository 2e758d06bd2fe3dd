package io.matrixplatform.replay.sending;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.matrixplatform.replay.counting.Totals;
import io.matrixplatform.replay.plan.PlannedCall;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * The client's own record of what was acknowledged to it: one line per acknowledgement, {@code name tenant calls input
 * output}, on disk before the next request is made. Thread-safe.
 */
public final class AcknowledgedLog implements AutoCloseable {
    private final FileChannel file;
    private final IntFunction<String> tenantIds;

    /** Starts over: a repeated run is acknowledged anew. */
    public AcknowledgedLog(Path path, IntFunction<String> tenantIds) throws IOException {
        this.file = FileChannel.open(path, CREATE, WRITE, TRUNCATE_EXISTING);
        this.tenantIds = tenantIds;
    }

    /** Writes the calls down; when it returns they are on disk. */
    public synchronized void add(List<PlannedCall> calls) {
        StringBuilder lines = new StringBuilder();
        for (PlannedCall call : calls) {
            Totals adds = call.adds();
            lines.append(String.join(
                            " ",
                            call.name(),
                            tenantIds.apply(call.tenant()),
                            "" + adds.calls(),
                            "" + adds.inputTokens(),
                            "" + adds.outputTokens()))
                    .append('\n');
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(false);
        } catch (IOException full) {
            throw new UncheckedIOException("the acknowledgements cannot be written down", full);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** What a log says was acknowledged, each call once however often it was sent; by tenant. */
    public static Map<String, Totals> count(Path path) throws IOException {
        Map<String, Totals> byTenant = new HashMap<>();
        Set<String> counted = new HashSet<>();
        try (BufferedReader lines = Files.newBufferedReader(path)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] columns = line.split(" ", -1);
                if (columns.length != 5) {
                    throw new IOException(path + " has a line that is no acknowledgement: " + line);
                }
                if (counted.add(columns[0])) {
                    Totals one = new Totals(
                            Long.parseLong(columns[2]), Long.parseLong(columns[3]), Long.parseLong(columns[4]));
                    byTenant.merge(columns[1], one, Totals::plus);
                }
            }
        }
        return byTenant;
    }
}
