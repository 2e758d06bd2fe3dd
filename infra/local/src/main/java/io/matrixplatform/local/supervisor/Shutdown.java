package io.matrixplatform.local.supervisor;

import io.matrixplatform.local.part.Part;
import io.matrixplatform.local.part.Stack;
import io.matrixplatform.local.process.ProcessRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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

    /**
     * Ends them all.
     *
     * @param stopped told the name of each part that was running and has ended
     */
    public void run(Consumer<String> stopped) throws IOException, InterruptedException {
        for (List<Part> wave : waves.values()) {
            Map<Part, ProcessRecord> ending = new LinkedHashMap<>();
            for (Part part : wave) {
                Optional<ProcessRecord> process =
                        pids.last(part.name()).filter(record -> record.living().isPresent());
                if (process.isPresent()) {
                    part.stop().signal().send(process.get().pid());
                    ending.put(part, process.get());
                }
            }
            long asked = System.nanoTime();
            for (Map.Entry<Part, ProcessRecord> one : ending.entrySet()) {
                Duration left = one.getKey().stop().grace().minusNanos(System.nanoTime() - asked);
                end(one.getKey(), one.getValue(), left);
                stopped.accept(one.getKey().name());
            }
            for (Part part : wave) {
                pids.forget(part.name());
            }
        }
    }

    private static void end(Part part, ProcessRecord process, Duration left) throws InterruptedException {
        if (process.awaitEnd(left)) {
            return;
        }
        process.living().ifPresent(handle -> {
            // Asked for before their parent is gone: afterwards nobody knows whose children they were.
            List<ProcessHandle> children = handle.descendants().toList();
            handle.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
        });
        if (!process.awaitEnd(AFTER_KILL)) {
            throw new IllegalStateException(part.name() + " (pid " + process.pid() + ") survives SIGKILL");
        }
    }
}
