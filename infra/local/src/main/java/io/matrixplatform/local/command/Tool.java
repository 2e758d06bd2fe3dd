package io.matrixplatform.local.command;

import io.matrixplatform.local.layout.ClassPath;
import io.matrixplatform.local.layout.Folders;
import io.matrixplatform.local.server.Jvm;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of the platform that a command hands over to: a process of its own with this terminal. */
record Tool(Folders folders, String module, String mainClass, List<String> flags) {
    /** A tool that started servers stops them first. */
    private static final long LAST_WORDS_SECONDS = 60;

    /** @return its exit code */
    int run(Map<String, String> environment, List<String> arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(new Jvm(ClassPath.of(folders.module(module)), mainClass)
                        .with(flags.toArray(String[]::new))
                        .with("-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.matrixplatform.events")
                        .command(arguments.toArray(String[]::new)))
                .inheritIO();
        builder.environment().putAll(environment);
        Process process = builder.start();
        // Ctrl-C reaches both, another signal this one alone; the tool shall say its last words before the prompt
        // returns.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
        return process.waitFor();
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
        }
    }
}
