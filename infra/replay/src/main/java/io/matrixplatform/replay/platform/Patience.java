package io.matrixplatform.replay.platform;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Waits as long as something moves, and not for ever when nothing does. Thread-safe. */
public final class Patience {
    private final Duration withoutMovement;
    private final AtomicLong movedAt = new AtomicLong(System.nanoTime());

    public Patience(Duration withoutMovement) {
        this.withoutMovement = withoutMovement;
    }

    public void moved() {
        movedAt.set(System.nanoTime());
    }

    /**
     * Pauses, or gives up.
     *
     * @param what is waited for, for the message
     * @throws ReplayException if nothing moved for too long
     */
    public void pause(Duration pause, String what) {
        if (System.nanoTime() - movedAt.get() > withoutMovement.toNanos()) {
            throw new ReplayException(what + ": nothing has moved for " + withoutMovement.toSeconds() + " s");
        }
        sleep(pause);
    }

    /** @throws ReplayException if the thread is interrupted */
    public static void sleep(Duration pause) {
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ReplayException("stopped", stopped);
        }
    }
}
