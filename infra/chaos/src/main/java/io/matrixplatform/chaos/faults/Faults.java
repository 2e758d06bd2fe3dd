package io.matrixplatform.chaos.faults;

import static java.util.Comparator.comparing;

import io.matrixplatform.chaos.plan.Fault;
import io.matrixplatform.chaos.plan.FaultPlan;
import io.matrixplatform.local.LocalStack;
import io.matrixplatform.replay.platform.ReplayException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The faults of a plan, at their times. They do not wait for each other: a part may be hit while another is still away, or the
 * same one is. For one use.
 */
public final class Faults {
    private static final Duration READY_LIMIT = Duration.ofMinutes(5);

    private final LocalStack stack;
    private final FaultPlan plan;
    private final Consumer<String> told;
    private final Striker striker;
    private final ExecutorService blows = Executors.newCachedThreadPool();
    private final Thread clock = new Thread(this::strikeInTime, "faults");
    private final List<Struck> timeline = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private volatile long begin;

    /** @param told a sentence as each fault is brought about, and as each part is back */
    public Faults(LocalStack stack, FaultPlan plan, Consumer<String> told) {
        this.stack = stack;
        this.plan = plan;
        this.told = told;
        this.striker = new Striker(stack);
    }

    public void begin() {
        begin = System.nanoTime();
        clock.setDaemon(true);
        clock.start();
    }

    private void strikeInTime() {
        try {
            for (Fault fault : plan.faults()) {
                TimeUnit.NANOSECONDS.sleep(Math.max(0, begin + fault.after().toNanos() - System.nanoTime()));
                blows.execute(() -> strike(fault));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            blows.shutdown();
        }
    }

    private void strike(Fault fault) {
        told.accept(fault.toString());
        try {
            Struck struck = striker.strike(fault, Duration.ofNanos(System.nanoTime() - begin));
            synchronized (timeline) {
                timeline.add(struck);
            }
            told.accept(Fault.at(Duration.ofNanos(System.nanoTime() - begin)) + "  after " + struck);
        } catch (IOException failure) {
            synchronized (timeline) {
                failures.add(fault + ": " + failure.getMessage());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Returns when all of them were brought about and everything is ready again.
     *
     * @throws ReplayException if something does not get ready
     */
    public void awaitEnd() {
        try {
            clock.join();
            if (!blows.awaitTermination(Striker.BACK_LIMIT.plusMinutes(1).toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ReplayException("a fault does not end");
            }
            for (String name : stack.stack().names()) {
                if (!stack.awaitReady(name, READY_LIMIT)) {
                    throw new ReplayException(name + " does not come back");
                }
            }
        } catch (IOException unreadable) {
            throw new ReplayException("nothing is known of the stack: " + unreadable.getMessage(), unreadable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ReplayException("stopped", stopped);
        }
    }

    /** What was done so far, by time. */
    public List<Struck> timeline() {
        synchronized (timeline) {
            return timeline.stream().sorted(comparing(Struck::at)).toList();
        }
    }

    /** Faults that could not be brought about, with the reason; the run says nothing then. */
    public List<String> failures() {
        synchronized (timeline) {
            return List.copyOf(failures);
        }
    }
}
