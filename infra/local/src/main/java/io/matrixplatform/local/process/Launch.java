package io.matrixplatform.local.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/**
 * How a process is started.
 *
 * @param environment added to the one inherited
 * @param folder the working directory
 */
public record Launch(List<String> command, Map<String, String> environment, Path folder) {
    private static final long LOG_KEPT_BYTES = 16L << 20;

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** Starts it with both outputs appended to {@code log}; a log that has grown large is set aside as {@code .1}. */
    public Process start(Path log) throws IOException {
        Files.createDirectories(folder);
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
}
