package io.matrixplatform.ingest.inference.upstreams;

import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Notices when nothing happens for too long. What happens costs no timer: the one that runs is moved on when it fires. Belongs
 * to one event loop.
 */
public final class Watch {
    private static final long NONE = -1;

    private final Vertx vertx;
    private long timer = NONE;
    private long since;
    private boolean isHeld;

    public Watch(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Begins anew.
     *
     * @param late is called once when nothing has happened for so long
     */
    public void within(Duration limit, Runnable late) {
        stop();
        isHeld = false;
        happened();
        arm(limit, limit.toNanos(), late);
    }

    public void happened() {
        since = System.nanoTime();
    }

    /** While it is held nothing needs to happen. */
    public void hold(boolean hold) {
        isHeld = hold;
        happened();
    }

    public void stop() {
        if (timer != NONE) {
            vertx.cancelTimer(timer);
            timer = NONE;
        }
    }

    private void arm(Duration limit, long nanos, Runnable late) {
        timer = vertx.setTimer(Math.max(1, Duration.ofNanos(nanos).toMillis()), id -> {
            timer = NONE;
            long left = isHeld ? limit.toNanos() : since + limit.toNanos() - System.nanoTime();
            if (left > 0) {
                arm(limit, left, late);
            } else {
                late.run();
            }
        });
    }
}
