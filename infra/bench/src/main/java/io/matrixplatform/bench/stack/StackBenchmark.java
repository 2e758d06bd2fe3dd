package io.matrixplatform.bench.stack;

import io.matrixplatform.bench.Benchmark;
import io.matrixplatform.bench.Figures;
import io.matrixplatform.bench.Median;
import io.matrixplatform.bench.Site;
import io.matrixplatform.local.LocalStack;
import io.matrixplatform.local.part.Part;
import io.matrixplatform.local.process.Memory;
import io.matrixplatform.local.supervisor.PartStatus;
import io.matrixplatform.local.supervisor.PidFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** From built jars and an empty folder to everything ready, several times; and what is resident then. */
public final class StackBenchmark implements Benchmark {
    private static final int ROUNDS = 3;
    /** On a busy machine fewer rounds are better than none. */
    private static final Duration TIME = Duration.ofMinutes(7);

    private static final double KIB_PER_MIB = 1024;
    /** For what starts late to have started: the job's first checkpoint, the first heartbeats. */
    private static final Duration SETTLING = Duration.ofSeconds(10);

    private final Site site;

    public StackBenchmark(Site site) {
        this.site = site;
    }

    @Override
    public String name() {
        return "stack";
    }

    @Override
    public String summary() {
        return "from built jars to everything ready, and what is resident then";
    }

    @Override
    public void run(Figures figures) throws Exception {
        List<Double> seconds = new ArrayList<>();
        List<Double> mebibytes = new ArrayList<>();
        long begun = System.nanoTime();
        for (int round = 0; round < ROUNDS && isTimeFor(round, begun); round++) {
            LocalStack stack = emptyStack();
            // The stack's supervisor is another process, and would outlive this one.
            Thread lastResort = new Thread(() -> takeDown(stack, figures), "take-down");
            Runtime.getRuntime().addShutdownHook(lastResort);
            try {
                long begin = System.nanoTime();
                stack.up(status -> show(status, figures));
                seconds.add((System.nanoTime() - begin) / 1e9);
                stack.awaitStandbys();
                TimeUnit.MILLISECONDS.sleep(SETTLING.toMillis());
                mebibytes.add(residentMib(stack));
                figures.progress(String.format(
                        "round %d of %d: ready after %.1f s, %.0f MiB resident",
                        round + 1, ROUNDS, seconds.get(round), mebibytes.get(round)));
            } finally {
                stack.close();
            }
            Runtime.getRuntime().removeShutdownHook(lastResort);
        }
        figures.figure("ready_s", Median.of(seconds), "s");
        figures.figure("resident_mib", Median.of(mebibytes), "MiB");
    }

    private LocalStack emptyStack() throws IOException, InterruptedException {
        LocalStack.in(site.folders(), site.ports()).close(); // in case a run that was killed left it up
        site.clear();
        return LocalStack.in(site.folders(), site.ports());
    }

    /** Whether one more round fits, if it takes as long as those before it. */
    private static boolean isTimeFor(int round, long begun) {
        long took = System.nanoTime() - begun;
        return round == 0 || took + took / round < TIME.toNanos();
    }

    private static void show(PartStatus status, Figures figures) {
        if (status.state() == PartStatus.State.READY) {
            figures.progress(status.name() + " ready");
        }
    }

    private static double residentMib(LocalStack stack) throws IOException {
        double kib = 0;
        for (Part part : stack.stack().parts()) {
            Optional<ProcessHandle> process = stack.process(part.name());
            kib += process.map(Memory::residentKib).orElse(0L);
        }
        kib += stack.process(PidFiles.SUPERVISOR).map(Memory::residentKibAlone).orElse(0L);
        return kib / KIB_PER_MIB;
    }

    private static void takeDown(LocalStack stack, Figures figures) {
        try {
            stack.close();
        } catch (IOException failure) {
            figures.progress("the stack could not be taken down: " + failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
