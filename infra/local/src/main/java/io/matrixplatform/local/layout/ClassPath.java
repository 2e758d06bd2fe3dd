package io.matrixplatform.local.layout;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The run-time class path of a built module: its own jar, if it has one, and what {@code target/classpath.txt} names. */
public record ClassPath(String value) {
    /**
     * @param module folder of a module that was packaged
     * @throws IllegalStateException if it was not built
     */
    public static ClassPath of(Path module) {
        Path list = module.resolve("target/classpath.txt");
        try {
            List<String> entries = new ArrayList<>(ownJar(module.resolve("target")));
            entries.add(Files.readString(list).strip());
            return new ClassPath(String.join(File.pathSeparator, entries));
        } catch (IOException missing) {
            throw new IllegalStateException(
                    module + " is not built (" + list + " cannot be read): run mvn -Dquick -DskipTests package",
                    missing);
        }
    }

    /** With one more jar at its end. */
    public ClassPath plus(Path jar) {
        return new ClassPath(value + File.pathSeparator + jar);
    }

    private static List<String> ownJar(Path target) throws IOException {
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> isMainJar(file.getFileName().toString()))
                    .map(Path::toString)
                    .sorted()
                    .toList();
        }
    }

    private static boolean isMainJar(String name) {
        return name.startsWith("matrix-")
                && name.endsWith(".jar")
                && !name.endsWith("-tests.jar")
                && !name.endsWith("-sources.jar");
    }
}
