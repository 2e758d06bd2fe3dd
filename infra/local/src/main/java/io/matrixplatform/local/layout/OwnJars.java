package io.matrixplatform.local.layout;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The jars that were built here, as one stack uses them: copies, taken when it is started. So a build beside a running stack
 * does not pull the classes out from under it, and what is restarted is what was started.
 */
public final class OwnJars {
    private final Folders folders;
    private final Map<Path, Path> copies = new LinkedHashMap<>();

    public OwnJars(Folders folders) {
        this.folders = folders;
    }

    /** The class path of a built module, with the copies in place of what was built here. */
    public ClassPath classPath(String module) {
        return new ClassPath(Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(ClassPath.of(folders.module(module)).value())
                .map(Path::of)
                .map(entry -> entry.startsWith(folders.home()) ? copyOf(entry) : entry)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator)));
    }

    /** The copy of a jar; it is there once {@link #take} was called. */
    public Path copyOf(Path jar) {
        return copies.computeIfAbsent(
                jar, built -> folders.run().resolve("jars").resolve(jar.getFileName()));
    }

    /** Copies every jar that was asked for. */
    public void take() throws IOException {
        Files.createDirectories(folders.run().resolve("jars"));
        for (Map.Entry<Path, Path> copy : copies.entrySet()) {
            Files.copy(copy.getKey(), copy.getValue(), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Copies the jars that were asked for and are not there: what runs already keeps what it was started with. */
    public void takeMissing() throws IOException {
        Files.createDirectories(folders.run().resolve("jars"));
        for (Map.Entry<Path, Path> copy : copies.entrySet()) {
            if (!Files.exists(copy.getValue())) {
                Files.copy(copy.getKey(), copy.getValue());
            }
        }
    }
}
