package io.matrixplatform.ingest.platform;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Times that are nearly always given up before they come. To set one and to give it up costs next to nothing, where a timer of the
 * event loop costs a microsecond; it comes up to {@link #GRAIN} late for that. A wheel, which turns while there is anything on
 * it and stops at its next turn: one that is set and given up a moment later would else start and stop it each time. Belongs to one event loop.
 */
public final class Timeouts {
    /** How late one may come. */
    static final Duration GRAIN = Duration.ofMillis(10);

    private static final int SLOTS = 1 << 9;
    private static final long GRAIN_NANOS = GRAIN.toNanos();

    private final Vertx vertx;
    private final LongSupplier nanos;
    private final long origin;
    private final @Nullable Timeout[] slots = new Timeout[SLOTS];
    private long turnedTo;
    private int pending;
    private boolean isTurning;
    private long timer;

    public Timeouts(Vertx vertx) {
        this(vertx, System::nanoTime);
    }

    Timeouts(Vertx vertx, LongSupplier nanos) {
        this.vertx = vertx;
        this.nanos = nanos;
        this.origin = nanos.getAsLong();
    }

    /** @param late is called once when the time has come, unless it was given up before */
    public Timeout in(Duration time, Runnable late) {
        long now = nanos.getAsLong() - origin;
        if (!isTurning) {
            isTurning = true;
            turnedTo = now / GRAIN_NANOS;
            timer = vertx.setPeriodic(GRAIN.toMillis(), id -> turn());
        }
        pending++;
        long due = -Math.floorDiv(-(now + time.toNanos()), GRAIN_NANOS);
        Timeout set = new Timeout(Math.max(due, turnedTo + 1), late);
        set.link();
        return set;
    }

    void turn() {
        long now = (nanos.getAsLong() - origin) / GRAIN_NANOS;
        // After a full turn every slot was looked at.
        long first = Math.max(turnedTo, now - SLOTS) + 1;
        turnedTo = now;
        for (long tick = first; tick <= now; tick++) {
            for (Timeout due = nextDue(tick, now); due != null; due = nextDue(tick, now)) {
                due.giveUp();
                due.late.run();
            }
        }
        if (pending == 0) {
            isTurning = false;
            vertx.cancelTimer(timer);
        }
    }

    private @Nullable Timeout nextDue(long tick, long now) {
        Timeout each = slots[(int) (tick & (SLOTS - 1))];
        while (each != null && each.due > now) {
            each = each.next;
        }
        return each;
    }

    /** One time that was set. */
    public final class Timeout {
        private final long due;
        private final Runnable late;
        private @Nullable Timeout before;
        private @Nullable Timeout next;
        private boolean isSet = true;

        private Timeout(long due, Runnable late) {
            this.due = due;
            this.late = late;
        }

        /** Giving up what has come, or was given up, does nothing. */
        public void giveUp() {
            if (!isSet) {
                return;
            }
            isSet = false;
            if (before == null) {
                slots[slot()] = next;
            } else {
                before.next = next;
            }
            if (next != null) {
                next.before = before;
            }
            pending--;
        }

        private void link() {
            next = slots[slot()];
            if (next != null) {
                next.before = this;
            }
            slots[slot()] = this;
        }

        private int slot() {
            return (int) (due & (SLOTS - 1));
        }
    }
}
