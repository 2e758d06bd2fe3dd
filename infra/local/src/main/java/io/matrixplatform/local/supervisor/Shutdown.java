package io.matrixplatform.local.supervisor;

import io.matrixplatform.local.part.Part;
import io.matrixplatform.local.part.Stack;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Ends the processes of a stack by their records, wave by wave: each is asked, waited for as long as its grace, then killed.
 * Works the same for processes that a supervisor since dead has left behind.
 */
public final class Shutdown {
    private static final Duration AFTER_KILL = Duration.ofSeconds(10);

    private final PidFiles pids;
    private final SortedMap<Integer, List<Part>> waves;

    public Shutdown(Stack stack) {
        this.pids = new PidFiles(stack.folders());
        this.waves = new TreeMap<>(stack.parts().stream()
                .collect(Collectors.groupingBy(part -> part.stop().wave())));
    }

    /** The parts whose processes live. */
    public List<String> living() throws IOException {
        List<String> found = new java.util.ArrayList<>();
        for (List<Part> wave : waves.values()) {
            for (Part part : wave) {
                pids.living(part.name()).ifPresent(process -> found.add(part.name()));
            }
        }
        return found;
    }

    /**
     * Ends them all.
     *
     * @param stopped told the name of each part that was running and has ended
     */
    public void run(Consumer<String> stopped) throws IOException, InterruptedException {
        for (List<Part> wave : waves.values()) {
            List<CompletableFuture<Void>> endings = new java.util.ArrayList<>();
            for (Part part : wave) {
                Optional<ProcessHandle> process = pids.living(part.name());
                if (process.isEmpty()) {
                    pids.forget(part.name());
                } else {
                    part.stop().signal().send(process.get());
                    endings.add(CompletableFuture.runAsync(() -> end(part, process.get()))
                            .thenRun(() -> stopped.accept(part.name())));
                }
            }
            CompletableFuture.allOf(endings.toArray(CompletableFuture[]::new)).join();
            for (Part part : wave) {
                pids.forget(part.name());
            }
        }
    }

    private static void end(Part part, ProcessHandle process) {
        if (!await(process, part.stop().grace())) {
            List<ProcessHandle> children = process.descendants().toList();
            process.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
            if (!await(process, AFTER_KILL)) {
                throw new IllegalStateException(part.name() + " (pid " + process.pid() + ") survives SIGKILL");
            }
        }
    }

    private static boolean await(ProcessHandle process, Duration limit) {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillThere) {
            return false;
        } catch (ExecutionException failure) {
            throw new IllegalStateException("cannot wait for process " + process.pid(), failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
