package io.matrixplatform.api.metering.preview;

import static io.matrixplatform.api.platform.problems.ProblemType.PREVIEW_BUSY;

import io.matrixplatform.api.catalog.meters.NewMeter;
import io.matrixplatform.api.metering.recount.RawLog;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.Slice;
import io.matrixplatform.model.time.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Tries meters out on the last hour of the raw log. A few at a time, since each holds what it reads. Thread-safe. */
public final class MeterPreviews {
    /** The current minute and the 59 before it. */
    private static final Duration BEFORE = Duration.ofMinutes(59);

    /** A fact may occur that much after it is recorded. */
    private static final Duration FUTURE_BOUND = Duration.ofMinutes(5);

    private static final int AT_ONCE = 2;
    private static final Duration WAIT = Duration.ofSeconds(3);

    private final RawLog log;
    private final InstantSource clock;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    public MeterPreviews(RawLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    /** @throws ProblemException {@code INVALID_FIELD}, {@code PREVIEW_BUSY} or {@code RAW_LOG_UNAVAILABLE} */
    MeterPreview preview(TenantId tenant, NewMeter wanted) {
        wanted.refuseNonsense();
        if (!hasTurn()) {
            throw new ProblemException(PREVIEW_BUSY, AT_ONCE + " previews are made at a time: try again in a moment");
        }
        try {
            Instant minute = Slice.minuteOf(clock.instant());
            TimeWindow hour = new TimeWindow(minute.minus(BEFORE), minute.plus(Duration.ofMinutes(1)));
            PreviewCount count = new PreviewCount(tenant.toString(), wanted, hour);
            Instant readFrom = log.readRecent(wanted.factTopic(), hour.start().minus(FUTURE_BOUND), count::add);
            return count.preview(readFrom);
        } finally {
            turns.release();
        }
    }

    private boolean hasTurn() {
        try {
            return turns.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
