package io.matrixplatform.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A process that was started, as it is remembered in a file: by pid and birth, so that a pid which the system has given
 * to another process since is never taken for it.
 *
 * @param birth what {@link Births} says of the process
 */
public record ProcessRecord(long pid, String birth) {
    private static final long LOOK_EVERY_MS = 20;

    /** @throws IllegalStateException if the process is gone already */
    public static ProcessRecord of(ProcessHandle process) {
        return ofLiving(process).orElseThrow(() -> new IllegalStateException("process " + process.pid() + " is gone"));
    }

    /** @return empty if the process is gone already */
    static Optional<ProcessRecord> ofLiving(ProcessHandle process) {
        return Births.of(process.pid()).map(birth -> new ProcessRecord(process.pid(), birth));
    }

    /** @return empty if there is no such file, or it holds no record */
    public static Optional<ProcessRecord> read(Path file) throws IOException {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.size() < 2
                    ? Optional.empty()
                    : Optional.of(new ProcessRecord(Long.parseLong(lines.get(0)), lines.get(1)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (NumberFormatException damaged) {
            throw new IOException(file + " is no process record", damaged);
        }
    }

    /** Writes it in one step: a reader sees the old record or this one. */
    public void write(Path file) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, pid + "\n" + birth + "\n");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The process, if it still lives and is the one that was started. */
    public Optional<ProcessHandle> living() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> Births.of(pid).equals(Optional.of(birth)));
    }

    /**
     * Waits until the process has ended.
     *
     * @return whether it was in time
     */
    public boolean awaitEnd(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (living().isPresent()) {
            if (System.nanoTime() > end) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
        }
        return true;
    }
}
