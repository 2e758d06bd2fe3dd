package io.matrixplatform.e2e.inference;

import io.matrixplatform.e2e.platform.DeletedFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A program of {@code src/test/javascript}, with the packages that its lock file names. */
record NodeProgram(Path folder) {
    private static final int PATIENCE_S = 90;
    private static final Map<String, NodeProgram> INSTALLED = new HashMap<>();

    /** Whether there are the programs that it needs. */
    static boolean isPossible() {
        return List.of("node", "npm").stream().allMatch(NodeProgram::isThere);
    }

    /** Copied into {@code target}, with its packages; once, for all tests that run it. */
    static synchronized NodeProgram installed(String name) throws IOException, InterruptedException {
        NodeProgram known = INSTALLED.get(name);
        if (known == null) {
            known = install(name);
            INSTALLED.put(name, known);
        }
        return known;
    }

    private static NodeProgram install(String name) throws IOException, InterruptedException {
        Path folder = Path.of("target", name).toAbsolutePath();
        DeletedFolder.delete(folder);
        Files.createDirectories(folder);
        try (var files = Files.list(Path.of("src", "test", "javascript", name))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        NodeProgram program = new NodeProgram(folder);
        program.run(Map.of(), "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
        return program;
    }

    /** What it prints. */
    String run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        File errors = Files.createTempFile(folder, "errors", ".txt").toFile();
        File output = Files.createTempFile(folder, "output", ".txt").toFile();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(output)
                .redirectError(errors);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        boolean hasEnded = process.waitFor(PATIENCE_S, TimeUnit.SECONDS);
        String printed = Files.readString(output.toPath());
        if (!hasEnded || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError(
                    String.join(" ", command) + " failed: " + printed + Files.readString(errors.toPath()));
        }
        return printed;
    }

    private static boolean isThere(String program) {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
