package io.matrixplatform.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Resident memory, as Linux counts it. */
public final class Memory {
    private Memory() {}

    /**
     * Resident KiB of a process and its descendants. A forked family shares pages, so that its proportional share is
     * taken where the system tells it. 0 where there is no /proc, or the process is gone.
     */
    public static long residentKib(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(one -> ofOne(one.pid(), process.pid() != one.pid()))
                .sum();
    }

    /** Resident KiB of this process and none of its children. */
    public static long residentKibAlone(ProcessHandle process) {
        return ofOne(process.pid(), false);
    }

    private static long ofOne(long pid, boolean descendant) {
        Path folder = Path.of("/proc", Long.toString(pid));
        return descendant ? field(folder.resolve("smaps_rollup"), "Pss:") : field(folder.resolve("status"), "VmRSS:");
    }

    private static long field(Path file, String name) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException gone) {
            return 0;
        }
    }
}
