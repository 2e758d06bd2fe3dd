package io.matrixplatform.bench.metering;

import io.matrixplatform.bench.metering.job.CopyJob;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The platform's job jar with the jobs of this benchmark added: they need the connector that is in it. */
final class JobJar {
    private static final String JOBS = CopyJob.class.getPackageName().replace('.', '/');

    private JobJar() {}

    /** @param target where it is written */
    static Path write(Path platformJar, Path target) throws IOException, URISyntaxException {
        Files.createDirectories(target.getParent());
        Files.copy(platformJar, target, StandardCopyOption.REPLACE_EXISTING);
        URI benchJar = CopyJob.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI();
        try (FileSystem to = zip(target);
                FileSystem from = zip(Path.of(benchJar))) {
            Path folder = Files.createDirectories(to.getPath(JOBS));
            for (Path each : classes(from)) {
                Files.copy(each, folder.resolve(each.getFileName().toString()));
            }
        }
        return target;
    }

    private static List<Path> classes(FileSystem jar) throws IOException {
        try (Stream<Path> classes = Files.list(jar.getPath(JOBS))) {
            return classes.toList();
        }
    }

    private static FileSystem zip(Path file) throws IOException {
        return FileSystems.newFileSystem(file, Map.of());
    }
}
