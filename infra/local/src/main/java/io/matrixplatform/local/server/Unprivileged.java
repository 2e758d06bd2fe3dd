package io.matrixplatform.local.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How PostgreSQL is run, which refuses to run as root.
 *
 * @param prefix what stands before its command; the process that is started so becomes PostgreSQL itself, with its pid
 * @param owner who must own its files; empty when whoever made them is right
 */
record Unprivileged(List<String> prefix, Optional<String> owner) {
    private static final int ROOT = 0;

    /** @param folder one that this process made; tells who we are */
    static Unprivileged find(Path folder) throws IOException, InterruptedException {
        if (!Integer.valueOf(ROOT).equals(Files.getAttribute(folder, "unix:uid"))) {
            return new Unprivileged(List.of(), Optional.empty());
        }
        // Inside a user namespace of its own the process is nobody in name, and still owns our files.
        List<String> namespace = List.of("unshare", "--user", "--");
        if (works(namespace, folder)) {
            return new Unprivileged(namespace, Optional.empty());
        }
        return Stream.of("postgres", "nobody")
                .map(user -> new Unprivileged(
                        List.of("setpriv", "--reuid=" + user, "--clear-groups", "--inh-caps=-all", "--"),
                        Optional.of(user)))
                .filter(candidate -> candidate.canReach(folder))
                .findFirst()
                .orElseThrow(() -> new IOException("PostgreSQL does not run as root, and no other user can read "
                        + folder + ": run ./matrix as an ordinary user, or from a folder that everyone can read"));
    }

    /** Gives a file or folder to whoever PostgreSQL runs as. */
    void own(Path path) throws IOException {
        if (owner.isPresent()) {
            Files.setOwner(
                    path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner.get()));
        }
    }

    private boolean canReach(Path folder) {
        try {
            return works(prefix, folder);
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean works(List<String> prefix, Path folder) throws IOException, InterruptedException {
        List<String> command = Stream.concat(prefix.stream(), Stream.of("test", "-x", folder.toString()))
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
