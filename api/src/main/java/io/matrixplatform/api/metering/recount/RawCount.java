package io.matrixplatform.api.metering.recount;

import static io.matrixplatform.api.platform.problems.ProblemType.RECOUNT_TOO_LARGE;

import io.matrixplatform.api.catalog.meters.Meter;
import io.matrixplatform.api.metering.ledger.Total;
import io.matrixplatform.api.metering.recount.RecountRules.Held;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.time.TimeWindow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Counts the facts of one tenant that occurred in a window, each once and as it was corrected: of several with one identity
 * the first in the log, of several frames of a request the last by their numbers, of several corrections the first that repeats it. Facts are to be given in the order of the log.
 */
final class RawCount {
    private final String tenantId;
    private final TimeWindow window;
    private final List<Meter> meters;
    private final Held held;
    private final int maxFacts;
    private final Map<String, Story> stories = new HashMap<>();
    private final Map<MeterKey, RawAggregate> totals = new HashMap<>();
    private long received;
    private long distinct;
    private long corrected;
    private long quarantined;
    private @Nullable Instant lastRecordedAt;

    /** What the log says of one identity; of a fact no more than tells whether another is the same. */
    private static final class Story {
        private @Nullable Original original;
        /** The original, as long as another frame may replace it. */
        private @Nullable RawFact openFrame;

        private @Nullable RawFact correction;
        private boolean isCorrected;
    }

    /** @param payload a hash of it, since there are many */
    private record Original(UUID payload, Instant recordedAt, boolean inWindow) {
        static UUID hashOf(RawFact fact) {
            return UUID.nameUUIDFromBytes(fact.payload().getBytes(StandardCharsets.UTF_8));
        }
    }

    RawCount(String tenantId, TimeWindow window, List<Meter> meters, Held held, int maxFacts) {
        this.tenantId = tenantId;
        this.window = window;
        this.meters = List.copyOf(meters);
        this.held = held;
        this.maxFacts = maxFacts;
    }

    /** @throws ProblemException {@code RECOUNT_TOO_LARGE} if there are more distinct facts than fit */
    void add(RawFact fact) {
        if (!fact.tenantId().equals(tenantId)) {
            return;
        }
        boolean inWindow = window.contains(fact.occurredAt());
        received += inWindow ? 1 : 0;
        // Also when it occurred outside: the fact that repeats it inside is not the first.
        Story story = stories.computeIfAbsent(fact.identity(), identity -> new Story());
        if (stories.size() > maxFacts) {
            throw new ProblemException(
                    RECOUNT_TOO_LARGE, "more than " + maxFacts + " distinct facts: recount a shorter time");
        }
        if (fact.isCorrection()) {
            correct(story, fact);
        } else if (story.original == null) {
            begin(story, fact, inWindow);
        } else if (story.openFrame != null && fact.frame() != null) {
            replace(story, story.openFrame, fact, fact.frame(), inWindow);
        }
    }

    /** Facts of the window as the log has them, repeats and corrections included. */
    long received() {
        return received;
    }

    long distinct() {
        return distinct;
    }

    /** Of the distinct ones, those that a correction is in force for. */
    long corrected() {
        return corrected;
    }

    /** Payloads that broke a rule and were not released. */
    long quarantined() {
        return quarantined;
    }

    /** Of the facts counted and of their corrections; null if there is none. */
    @Nullable Instant lastRecordedAt() {
        return lastRecordedAt;
    }

    Total total(MeterKey meter) {
        RawAggregate aggregate = totals.get(meter);
        return aggregate == null ? Total.ZERO : aggregate.total();
    }

    private void begin(Story story, RawFact fact, boolean inWindow) {
        story.original = new Original(Original.hashOf(fact), fact.recordedAt(), inWindow);
        if (inWindow) {
            distinct++;
            count(fact, fact.recordedAt(), fact.recordedAt(), 1);
        }
        RawFrame frame = fact.frame();
        story.openFrame = frame == null || frame.isFinal() ? null : fact;
        if (story.openFrame != null) {
            return;
        }
        RawFact waiting = story.correction;
        story.correction = null;
        if (waiting != null) {
            correct(story, waiting);
        }
    }

    private void replace(Story story, RawFact standing, RawFact fact, RawFrame frame, boolean inWindow) {
        RawFrame before = standing.frame();
        if (before == null || !frame.replaces(before)) {
            return;
        }
        if (window.contains(standing.occurredAt())) {
            distinct--;
            count(standing, standing.recordedAt(), standing.recordedAt(), -1);
        }
        begin(story, fact, inWindow);
    }

    private void correct(Story story, RawFact correction) {
        Original original = story.openFrame == null ? story.original : null;
        if (story.isCorrected || story.correction != null) {
            return;
        }
        if (original == null) {
            story.correction = correction;
        } else if (original.payload.equals(Original.hashOf(correction))) {
            story.isCorrected = true;
            if (original.inWindow) {
                apply(original.recordedAt, correction);
            }
        }
    }

    private void apply(Instant recordedAt, RawFact correction) {
        corrected++;
        count(correction, recordedAt, recordedAt, -1);
        RawCorrection said = correction.correction();
        RawFact instead = said == null ? null : said.instead();
        lastRecordedAt = later(lastRecordedAt, correction.recordedAt());
        if (instead != null) {
            count(instead, recordedAt, correction.recordedAt(), 1);
        }
    }

    /**
     * @param recordedAt of the original, which tells which meters there were
     * @param said when it was said, which tells which rules there were
     */
    private void count(RawFact counted, Instant recordedAt, Instant said, int sign) {
        lastRecordedAt = later(lastRecordedAt, said);
        if (held.isHeld(counted, said)) {
            quarantined += sign;
            return;
        }
        for (Meter meter : meters) {
            if (meter.covers(recordedAt) && RawAggregate.recounts(meter)) {
                totals.computeIfAbsent(meter.key(), any -> new RawAggregate(meter))
                        .add(counted, sign);
            }
        }
    }

    private static Instant later(@Nullable Instant one, Instant other) {
        return one == null || other.isAfter(one) ? other : one;
    }
}
