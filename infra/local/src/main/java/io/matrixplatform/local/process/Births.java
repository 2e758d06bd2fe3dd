package io.matrixplatform.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * When a process was born, in words that are equal for one process only. Linux counts ticks since the machine was booted;
 * the wall-clock time that the JDK makes of them wavers when the clock is set, so the ticks and the boot's id are taken.
 */
final class Births {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final int STATE = 0;
    /** Ended, but not yet taken notice of by its parent; where nobody does, it stays so for ever. */
    private static final String ZOMBIE = "Z";
    /** Of the words behind the command name in /proc/PID/stat; field 22 in the manual's count. */
    private static final int START_TICKS = 19;

    private Births() {}

    static Optional<String> of(long pid) {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        try {
            if (!Files.exists(BOOT_ID)) {
                return ProcessHandle.of(pid)
                        .flatMap(process -> process.info().startInstant())
                        .map(Object::toString);
            }
            String line = Files.readString(stat);
            // The command name may hold spaces and parentheses itself; what follows the last one is regular.
            String[] words = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            if (words[STATE].equals(ZOMBIE)) {
                return Optional.empty();
            }
            return Optional.of(Files.readString(BOOT_ID).strip() + "/" + words[START_TICKS]);
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
