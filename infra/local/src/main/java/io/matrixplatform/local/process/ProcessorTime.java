package io.matrixplatform.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** Processor time, as Linux counts it. */
public final class ProcessorTime {
    /** Of the words behind the command name in /proc/PID/stat; fields 14 to 17 in the manual's count. */
    private static final int USER = 11;

    private static final int OF_ENDED_CHILDREN = 13;
    /** The unit in which Linux tells it to programs, whatever it counts in. */
    private static final long TICKS_PER_SECOND = 100;

    private ProcessorTime() {}

    /**
     * What a process, its descendants, and those of them that have ended have taken so far, in user and kernel mode. Zero where
     * there is no /proc, or the process is gone.
     */
    public static Duration of(ProcessHandle process) {
        long ticks = Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(one -> ticks(one.pid()))
                .sum();
        return Duration.ofMillis(ticks * 1_000 / TICKS_PER_SECOND);
    }

    private static long ticks(long pid) {
        try {
            String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The command name may hold spaces and parentheses itself; what follows the last one is regular.
            String[] words = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            long sum = 0;
            for (int word = USER; word < OF_ENDED_CHILDREN + 2; word++) {
                sum += Long.parseLong(words[word]);
            }
            return sum;
        } catch (IOException gone) {
            return 0;
        }
    }
}
