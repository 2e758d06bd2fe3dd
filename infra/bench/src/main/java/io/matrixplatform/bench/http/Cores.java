package io.matrixplatform.bench.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The cores that this process may use, and who is held to which of them: by {@code taskset}, where there is one. */
public final class Cores {
    private static final String ALLOWED = "Cpus_allowed_list:";

    private final List<Integer> all;

    private Cores(List<Integer> all) {
        this.all = all;
    }

    /** Those of this machine; nothing is held to any of them where there is no {@code taskset}, or one core. */
    public static Cores here() {
        try {
            if (new ProcessBuilder("taskset", "--version").start().waitFor() != 0) {
                return new Cores(List.of());
            }
            return new Cores(Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith(ALLOWED))
                    .flatMap(line -> parse(line.substring(ALLOWED.length()).strip()).stream())
                    .toList());
        } catch (IOException notThere) {
            return new Cores(List.of());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Cores(List.of());
        }
    }

    /** Whether processes can be kept apart. */
    public boolean canSeparate() {
        return all.size() > 1;
    }

    /** Holds what is measured to one core, with all its threads. */
    public void toOne(ProcessHandle process) {
        hold(process, all.stream().limit(1).toList());
    }

    /** Keeps what measures it, or serves it, away from that core. */
    public void toOthers(ProcessHandle process) {
        hold(process, all.stream().skip(1).toList());
    }

    public void toAll(ProcessHandle process) {
        hold(process, all);
    }

    private void hold(ProcessHandle process, List<Integer> cores) {
        if (!canSeparate()) {
            return;
        }
        String list = cores.stream().map(String::valueOf).collect(Collectors.joining(","));
        try {
            new ProcessBuilder("taskset", "-a", "-c", "-p", list, Long.toString(process.pid()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException failure) {
            throw new UncheckedIOException("taskset cannot be run", failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** For example {@code 0-3,8}. */
    static List<Integer> parse(String list) {
        List<Integer> cores = new ArrayList<>();
        for (String part : list.split(",", -1)) {
            String[] ends = part.split("-", -1);
            IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
                    .forEach(cores::add);
        }
        return cores;
    }
}
