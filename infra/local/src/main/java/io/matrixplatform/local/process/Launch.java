package io.matrixplatform.local.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a process is started.
 *
 * @param environment added to the one inherited
 * @param folder the working directory
 * @param temporary where it keeps temporary files, emptied before each start: a process that is killed leaves them behind
 */
public record Launch(
        List<String> command,
        Map<String, String> environment,
        Path folder,
        @Nullable Path temporary) {
    private static final long LOG_KEPT_BYTES = 16L << 20;

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** Of a process without temporary files. */
    public Launch(List<String> command, Map<String, String> environment, Path folder) {
        this(command, environment, folder, null);
    }

    /** Tells a JVM where its temporary files go. */
    public static String temporaryFlag(Path temporary) {
        return "-Djava.io.tmpdir=" + temporary;
    }

    /** Beside the working directory, which some servers own altogether. */
    public static Path temporaryBeside(Path folder) {
        return folder.resolveSibling(folder.getFileName() + ".tmp");
    }

    /** Starts it with both outputs appended to {@code log}; a log that has grown large is set aside as {@code .1}. */
    public Process start(Path log) throws IOException {
        Files.createDirectories(folder);
        if (temporary != null) {
            empty(temporary);
        }
        if (Files.exists(log) && Files.size(log) > LOG_KEPT_BYTES) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static void empty(Path temporary) throws IOException {
        if (Files.exists(temporary)) {
            List<Path> deepestFirst;
            try (Stream<Path> all = Files.walk(temporary)) {
                deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
        Files.createDirectories(temporary);
    }
}
