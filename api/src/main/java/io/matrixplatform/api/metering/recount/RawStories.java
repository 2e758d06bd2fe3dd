package io.matrixplatform.api.metering.recount;

import io.matrixplatform.api.metering.recount.RawFact.Stamps;
import io.matrixplatform.api.metering.recount.RecountRules.Held;
import io.matrixplatform.model.metering.Hashing;
import io.matrixplatform.model.metering.Identity;
import io.matrixplatform.model.time.TimeWindow;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges facts of one tenant that occurred in a window, each once and as it was corrected: of several with one identity the
 * first in the log, of several frames of a request the last by their numbers, of several corrections the first that repeats it. Facts are to be given in the order of the log, and those
 * of one identity all to the same. It holds some 200 bytes per identity.
 */
public final class RawStories {
    private final TimeWindow window;
    private final Held held;
    private final Sink sink;
    private final Map<Key, Story> stories = new HashMap<>();
    private final Map<Stamps, Stamps> stamps = new HashMap<>();
    private long distinct;
    private long corrected;
    private long quarantined;
    private @Nullable Instant lastRecordedAt;

    /** Takes what counts. */
    @FunctionalInterface
    public interface Sink {
        /**
         * @param fact as its original was stamped
         * @param recordedAt of the original, which tells which meters there were
         * @param sign 1 to add, -1 to take back what was added
         */
        void count(RawFact fact, Instant recordedAt, int sign);

        /** The first fact of its identity, which occurred outside the window. */
        default void passBy(RawFact fact) {}
    }

    /** Between the topics of facts there is no order, so they never share an identity. */
    private record Key(boolean ofCall, boolean ofSample, Identity identity) {
        static Key of(RawFact fact) {
            return new Key(fact.isApiCall(), fact.isSample(), fact.hashedIdentity());
        }
    }

    /** What the log says of one identity; of a fact no more than tells whether another is the same. */
    private static final class Story {
        private @Nullable Original original;
        /** The original, as long as another frame may replace it. */
        private @Nullable RawFact openFrame;

        private @Nullable RawFact correction;
        private boolean isCorrected;
    }

    /** @param payload a hash of it, since there are many */
    private record Original(long payload, Instant recordedAt, Stamps stamps, boolean inWindow) {
        static long hashOf(RawFact fact) {
            return ByteBuffer.wrap(Hashing.hash(fact.payload())).getLong();
        }
    }

    /** @param held as it is for this tenant and window */
    public RawStories(TimeWindow window, Held held, Sink sink) {
        this.window = window;
        this.held = held;
        this.sink = sink;
    }

    public void add(RawFact fact) {
        // Also when it occurred outside: the fact that repeats it inside is not the first.
        Story story = stories.computeIfAbsent(Key.of(fact), any -> new Story());
        if (fact.isCorrection()) {
            correct(story, fact);
        } else if (story.original == null) {
            begin(story, fact, window.contains(fact.occurredAt()));
        } else if (story.openFrame != null && fact.frame() != null) {
            replace(story, story.openFrame, fact, fact.frame());
        }
    }

    /** Whether anything was said under the identity of that fact. */
    public boolean knows(RawFact fact) {
        return stories.containsKey(Key.of(fact));
    }

    /** How many identities there are. */
    public int size() {
        return stories.size();
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

    private void begin(Story story, RawFact fact, boolean inWindow) {
        Stamps kept = stamps.computeIfAbsent(fact.stamps(), same -> same);
        story.original = new Original(Original.hashOf(fact), fact.recordedAt(), kept, inWindow);
        if (inWindow) {
            distinct++;
            count(fact, fact.recordedAt(), fact.recordedAt(), 1);
        } else {
            sink.passBy(fact);
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

    private void replace(Story story, RawFact standing, RawFact fact, RawFrame frame) {
        RawFrame before = standing.frame();
        if (before == null || !frame.replaces(before)) {
            return;
        }
        if (window.contains(standing.occurredAt())) {
            distinct--;
            count(standing, standing.recordedAt(), standing.recordedAt(), -1);
        }
        begin(story, fact, window.contains(fact.occurredAt()));
    }

    private void correct(Story story, RawFact correction) {
        Original original = story.openFrame == null ? story.original : null;
        if (story.isCorrected || story.correction != null) {
            return;
        }
        if (original == null) {
            story.correction = correction;
        } else if (original.payload == Original.hashOf(correction)) {
            story.isCorrected = true;
            if (original.inWindow) {
                apply(original.recordedAt, correction.stamped(original.stamps));
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

    /** @param said when it was said, which tells which rules there were */
    private void count(RawFact counted, Instant recordedAt, Instant said, int sign) {
        lastRecordedAt = later(lastRecordedAt, said);
        if (held.isHeld(counted, said)) {
            quarantined += sign;
        } else {
            sink.count(counted, recordedAt, sign);
        }
    }

    private static Instant later(@Nullable Instant one, Instant other) {
        return one == null || other.isAfter(one) ? other : one;
    }
}
