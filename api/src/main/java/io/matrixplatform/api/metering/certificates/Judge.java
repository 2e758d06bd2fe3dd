package io.matrixplatform.api.metering.certificates;

import io.matrixplatform.api.metering.recount.RawCorrection;
import io.matrixplatform.api.metering.recount.RawFact;
import io.matrixplatform.api.metering.recount.RawFact.Stamps;
import io.matrixplatform.api.metering.recount.RawFrame;
import io.matrixplatform.api.metering.recount.RecountRules.Held;
import io.matrixplatform.model.metering.Hashing;
import io.matrixplatform.model.metering.Identity;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says what becomes of each record of a partition, given in the order of the log, and books what it brings about.
 *
 * <p>Data stand from when they were recorded until something takes their place. They count from then on or, where they are held,
 * from their release; when they end they are taken back, then.
 */
final class Judge {
    private final Held held;
    private final Decisions decisions;
    private final Map<Identity, Story> stories = new HashMap<>();

    /** Takes what the records come to. */
    interface Sink {
        /**
         * @param fact as its original was stamped
         * @param recordedAt of the original, which tells which meters there were
         * @param bookedAt when what brings it about was recorded, which tells whether it is late
         * @param sign 1 to add, -1 to take back what was added
         */
        void book(RawFact fact, Instant recordedAt, Instant bookedAt, int sign);

        /** A correction that has waited is of other data than came. */
        void giveUp(RawFact correction);
    }

    private static final class Story {
        private @Nullable Original original;
        /** The original, as long as another frame may take its place. */
        private @Nullable RawFact openFrame;
        /** Whole while it waits. */
        private @Nullable RawFact waiting;
        /** What the correction says that is in force or waits; 0 when there is none. */
        private long corrected;
    }

    private record Original(
            long payload,
            Instant recordedAt,
            Stamps stamps,
            @Nullable RawFrame frame) {}

    Judge(Held held, Decisions decisions) {
        this.held = held;
        this.decisions = decisions;
    }

    /** How many identities it holds. */
    int size() {
        return stories.size();
    }

    Fate judge(RawFact fact, Sink sink) {
        Story story = stories.computeIfAbsent(fact.hashedIdentity(), any -> new Story());
        RawCorrection correction = fact.correction();
        return correction == null ? use(story, fact, sink) : correct(story, fact, correction, sink);
    }

    private Fate use(Story story, RawFact fact, Sink sink) {
        Original before = story.original;
        if (before == null) {
            begin(story, fact, sink);
            return Fate.DISTINCT;
        }
        if (before.payload == hash(fact.payload())) {
            return Fate.REPEATED;
        }
        RawFrame frame = fact.frame();
        if (before.frame == null || frame == null || frame.equals(before.frame)) {
            return Fate.CONFLICTING;
        }
        RawFact standing = story.openFrame;
        if (standing != null && frame.replaces(before.frame)) {
            end(standing, standing.recordedAt(), fact.recordedAt(), sink);
            begin(story, fact, sink);
            return Fate.FRAME;
        }
        return frame.isFinal() ? Fate.CONFLICTING : Fate.FRAME;
    }

    private void begin(Story story, RawFact fact, Sink sink) {
        story.original = new Original(hash(fact.payload()), fact.recordedAt(), fact.stamps(), fact.frame());
        start(fact, fact.recordedAt(), fact.recordedAt(), sink);
        boolean isOpen = fact.frame() != null && !fact.frame().isFinal();
        story.openFrame = isOpen ? fact : null;
        RawFact waiting = story.waiting;
        if (isOpen || waiting == null) {
            return;
        }
        story.waiting = null;
        if (hash(waiting.payload()) == story.original.payload) {
            apply(story.original, waiting, sink);
        } else {
            story.corrected = 0;
            sink.giveUp(waiting);
        }
    }

    private Fate correct(Story story, RawFact fact, RawCorrection correction, Sink sink) {
        Original original = story.openFrame == null ? story.original : null;
        if (original != null && original.payload != hash(fact.payload())) {
            return Fate.CONFLICTING;
        }
        RawFact instead = correction.instead();
        long says = hash(fact.payload() + '\n' + (instead == null ? "" : instead.payload()));
        if (story.corrected != 0) {
            return story.corrected == says ? Fate.REPEATED : Fate.CONFLICTING;
        }
        story.corrected = says;
        if (original == null) {
            story.waiting = fact;
        } else {
            apply(original, fact, sink);
        }
        return Fate.ofCorrection(fact);
    }

    private void apply(Original original, RawFact correction, Sink sink) {
        RawFact stamped = correction.stamped(original.stamps);
        Instant at = later(correction.recordedAt(), original.recordedAt);
        end(stamped, original.recordedAt, at, sink);
        RawFact instead = Objects.requireNonNull(stamped.correction()).instead();
        if (instead != null) {
            countedFrom(instead, correction.recordedAt(), at)
                    .ifPresent(from -> sink.book(instead, original.recordedAt, from, 1));
        }
    }

    private void start(RawFact fact, Instant recordedAt, Instant from, Sink sink) {
        countedFrom(fact, recordedAt, from).ifPresent(counted -> sink.book(fact, recordedAt, counted, 1));
    }

    private void end(RawFact fact, Instant recordedAt, Instant until, Sink sink) {
        countedFrom(fact, recordedAt, recordedAt)
                .ifPresent(counted -> sink.book(fact, recordedAt, later(counted, until), -1));
    }

    /**
     * @param said when the data were said, which tells which rules there were
     * @return empty while they are held
     */
    private Optional<Instant> countedFrom(RawFact fact, Instant said, Instant from) {
        return held.isHeld(fact, said)
                ? decisions.released(fact).map(released -> later(released, from))
                : Optional.of(from);
    }

    private static Instant later(Instant one, Instant other) {
        return other.isAfter(one) ? other : one;
    }

    private static long hash(String text) {
        return ByteBuffer.wrap(Hashing.hash(text)).getLong();
    }
}
