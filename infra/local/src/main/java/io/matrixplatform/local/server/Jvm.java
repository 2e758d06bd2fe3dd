package io.matrixplatform.local.server;

import io.matrixplatform.local.layout.ClassPath;
import io.matrixplatform.local.process.Launch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The start of a Java process: the flags that all of the stack's processes share, and those of one. */
public final class Jvm {
    // Small machines are the rule here: serial collection costs no threads, two malloc arenas keep native memory from
    // spreading, and a process that is out of memory ends, so that it is started again instead of limping on.
    private static final List<String> FOR_ALL = List.of(
            "-XX:+UseSerialGC", "-Xshare:auto", "-XX:+ExitOnOutOfMemoryError", "-Djava.net.preferIPv4Stack=true");
    private static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "2");

    private final List<String> flags = new ArrayList<>(FOR_ALL);
    private final ClassPath classPath;
    private final String mainClass;

    public Jvm(ClassPath classPath, String mainClass) {
        this.classPath = classPath;
        this.mainClass = mainClass;
    }

    public Jvm with(String... more) {
        flags.addAll(List.of(more));
        return this;
    }

    /** Opens packages of {@code java.base} to libraries that reach into them. */
    Jvm opening(String... packages) {
        for (String name : packages) {
            flags.add("--add-opens=java.base/" + name + "=ALL-UNNAMED");
        }
        return this;
    }

    public List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath.value(), mainClass));
        command.addAll(List.of(arguments));
        return command;
    }

    public Launch launch(Map<String, String> environment, Path folder, String... arguments) {
        Map<String, String> all = new java.util.HashMap<>(ENVIRONMENT);
        all.putAll(environment);
        Path temporary = Launch.temporaryBeside(folder);
        flags.add(Launch.temporaryFlag(temporary));
        return new Launch(command(arguments), all, folder, temporary);
    }

    /** The java that runs this process. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
