package io.matrixplatform.ingest.inference.upstreams;

import io.matrixplatform.ingest.platform.Timeouts;
import io.matrixplatform.ingest.platform.Timeouts.Timeout;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Notices when nothing happens for too long. What happens costs nothing: the time that was set is moved on when it comes. Belongs
 * to one event loop.
 */
public final class Watch {
    private final Timeouts timeouts;
    private @Nullable Timeout timeout;
    private long since;
    private boolean isHeld;

    public Watch(Timeouts timeouts) {
        this.timeouts = timeouts;
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
        if (timeout != null) {
            timeout.giveUp();
            timeout = null;
        }
    }

    private void arm(Duration limit, long nanos, Runnable late) {
        timeout = timeouts.in(Duration.ofNanos(nanos), () -> {
            timeout = null;
            long left = isHeld ? limit.toNanos() : since + limit.toNanos() - System.nanoTime();
            if (left > 0) {
                arm(limit, left, late);
            } else {
                late.run();
            }
        });
    }
}
