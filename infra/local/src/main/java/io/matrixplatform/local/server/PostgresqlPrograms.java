package io.matrixplatform.local.server;

import io.matrixplatform.local.process.LogTail;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.tukaani.xz.XZInputStream;

/** The server's programs, unpacked once from the archive that the build has laid down. */
final class PostgresqlPrograms {
    private PostgresqlPrograms() {}

    /** @return the folder with {@code bin/postgres} in it */
    static Path in(Path target) throws IOException, InterruptedException {
        Path programs = target.resolve("postgresql");
        if (!Files.exists(programs)) {
            Path fresh = Files.createTempDirectory(target, "postgresql-");
            unpack(archive(target.resolve("archive")), fresh);
            publish(fresh, programs);
        }
        return programs;
    }

    private static Path archive(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalStateException("no PostgreSQL archive in " + folder + ": build first"));
        }
    }

    /** The tar program keeps what Java's archive classes lose: links and permissions. */
    private static void unpack(Path archive, Path target) throws IOException, InterruptedException {
        Path log = target.resolveSibling("unpack.log");
        Process tar = new ProcessBuilder("tar", "-xf", "-", "-C", target.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try (InputStream in = new XZInputStream(Files.newInputStream(archive));
                OutputStream out = tar.getOutputStream()) {
            in.transferTo(out);
        }
        if (tar.waitFor() != 0) {
            throw new IOException("cannot unpack " + archive + ": " + LogTail.of(log, 5));
        }
        // Another user may have to run them.
        Files.setPosixFilePermissions(target, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** In one step, so that a second stack that starts at the same time finds all of it or nothing. */
    private static void publish(Path fresh, Path programs) throws IOException {
        try {
            Files.move(fresh, programs);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException otherWasFaster) {
            try (Stream<Path> inside = Files.walk(fresh)) {
                for (Path path :
                        inside.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
