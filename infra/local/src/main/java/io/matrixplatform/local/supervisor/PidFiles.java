package io.matrixplatform.local.supervisor;

import io.matrixplatform.local.layout.Folders;
import io.matrixplatform.local.process.ProcessRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The records of a stack's processes, one file per part, and one of the supervisor itself. */
public record PidFiles(Folders folders) {
    public static final String SUPERVISOR = "supervisor";

    /** The process last started as {@code part}, if it still lives. */
    public Optional<ProcessHandle> living(String part) throws IOException {
        return last(part).flatMap(ProcessRecord::living);
    }

    /** The process last started as {@code part}. */
    public Optional<ProcessRecord> last(String part) throws IOException {
        return ProcessRecord.read(file(part));
    }

    void record(String part, ProcessHandle process) throws IOException {
        ProcessRecord.of(process).write(file(part));
    }

    void forget(String part) throws IOException {
        Files.deleteIfExists(file(part));
    }

    private Path file(String part) {
        return folders.run().resolve(part + ".pid");
    }
}
