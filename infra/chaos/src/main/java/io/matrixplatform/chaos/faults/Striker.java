package io.matrixplatform.chaos.faults;

import static io.matrixplatform.chaos.plan.FaultPlan.SUPERVISOR;

import io.matrixplatform.chaos.faults.Struck.Result;
import io.matrixplatform.chaos.plan.Blow;
import io.matrixplatform.chaos.plan.Fault;
import io.matrixplatform.local.LocalStack;
import io.matrixplatform.local.StackException;
import io.matrixplatform.local.layout.Port;
import io.matrixplatform.local.part.Part;
import io.matrixplatform.local.process.Frozen;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Brings faults about, one or several at a time. Thread-safe. */
final class Striker {
    /** Longer than a start takes when everything else starts as well. */
    static final Duration BACK_LIMIT = Duration.ofMinutes(4);

    /** How long it takes somebody to notice that there is no supervisor. */
    private static final Duration UNNOTICED = Duration.ofSeconds(2);

    private static final int TRIES = 3;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final LocalStack stack;
    private final SegmentCommits commits;
    private final Object oneAscent = new Object();

    Striker(LocalStack stack) {
        this.stack = stack;
        this.commits = new SegmentCommits(stack.ports().url(Port.PINOT_CONTROLLER));
    }

    /**
     * Returns when the part is back, or has not come back in time.
     *
     * @param at when that is, from the start of the traffic
     */
    Struck strike(Fault fault, Duration at) throws IOException, InterruptedException {
        Optional<ProcessHandle> before = stack.process(fault.part());
        if (before.isEmpty()) {
            return Struck.missed(fault, at, "it was down");
        }
        String note = fault.blow() == Blow.KILL_AT_COMMIT ? forceCommit(fault) : "";
        long begin = System.nanoTime();
        try {
            hit(fault);
        } catch (IllegalStateException gone) {
            return Struck.missed(fault, at, String.valueOf(gone.getMessage()));
        }
        boolean isBack = isBack(fault, before.get());
        while (!isBack && System.nanoTime() - begin < BACK_LIMIT.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
            isBack = isBack(fault, before.get());
        }
        Duration lasted = Duration.ofNanos(System.nanoTime() - begin);
        return new Struck(fault, at, isBack ? Result.BACK : Result.NOT_BACK, lasted, note);
    }

    private String forceCommit(Fault fault) throws InterruptedException {
        try {
            commits.force();
            TimeUnit.MILLISECONDS.sleep(fault.span().toMillis());
            return "";
        } catch (IOException away) {
            return "Pinot was away, so nothing was committed";
        }
    }

    private void hit(Fault fault) throws IOException, InterruptedException {
        switch (fault.blow()) {
            case KILL, KILL_AT_COMMIT -> stack.kill(fault.part());
            case RESTART -> stack.restart(fault.part());
            case FREEZE -> {
                try (Frozen frozen = stack.freeze(fault.part())) {
                    TimeUnit.MILLISECONDS.sleep(fault.span().toMillis());
                }
            }
        }
        if (fault.part().equals(SUPERVISOR)) {
            raiseSupervisor();
        }
    }

    /** As somebody does who runs {@code ./matrix up}, again if need be. */
    private void raiseSupervisor() throws IOException, InterruptedException {
        if (stack.isSupervised()) {
            return;
        }
        TimeUnit.MILLISECONDS.sleep(UNNOTICED.toMillis());
        synchronized (oneAscent) {
            for (int tries = 1; ; tries++) {
                try {
                    stack.up(status -> {});
                    return;
                } catch (StackException failure) {
                    if (tries == TRIES) {
                        throw new IOException("the stack does not come up again: " + failure.getMessage(), failure);
                    }
                }
            }
        }
    }

    /** In the word of a supervisor, or, where the process lived on and so it took no notice, in the part's own. */
    private boolean isBack(Fault fault, ProcessHandle before) throws IOException, InterruptedException {
        Optional<ProcessHandle> now = stack.process(fault.part());
        boolean livesOn = now.equals(Optional.of(before));
        if (now.isEmpty() || (livesOn && fault.blow() != Blow.FREEZE)) {
            return false;
        }
        if (fault.part().equals(SUPERVISOR)) {
            return true;
        }
        // What stood still may have been killed meanwhile.
        return livesOn ? answers(fault.part()) : stack.awaitReady(fault.part(), Duration.ZERO);
    }

    private boolean answers(String name) {
        return stack.stack().parts().stream()
                .filter(part -> part.name().equals(name))
                .map(Part::readiness)
                .allMatch(readiness -> readiness.obstacle().isEmpty());
    }
}
