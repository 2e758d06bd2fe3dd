package io.matrixplatform.streams.metering.repeats;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.streams.metering.facts.Frame;
import io.matrixplatform.streams.metering.repeats.Sighting.Correction;
import io.matrixplatform.streams.metering.repeats.Sighting.Decision;
import io.matrixplatform.streams.metering.repeats.Sighting.Frames;
import io.matrixplatform.streams.metering.repeats.Sighting.HeldBefore;
import io.matrixplatform.streams.metering.repeats.Sighting.Original;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which a record is the first of its kind under its identity, a repeat, or in conflict. Of facts, of corrections
 * and of decisions about one payload the first in their log stands.
 */
final class Repeats {
    /** For how many days a fact is remembered, counted by {@code recorded_at}: as long as its topic keeps it. */
    static final int DAYS_KEPT = 45;

    /** Days are whole, so a sighting may be asked for until just before the end of the day after the last. */
    static final Duration KEPT = Duration.ofDays(DAYS_KEPT + 1);

    /** At most two payloads stand under one identity; what is decided about others is remembered up to here. */
    private static final int DECISIONS_MAX = 8;

    /** What a record is among those of its identity. */
    enum Verdict {
        /** It has an effect, or will. */
        FIRST,
        /** It is a frame that another one counts in the place of, which came before it. */
        SUPERSEDED,
        /** It adds nothing and harms nothing: clients send again what was not confirmed. */
        REPEAT,
        /** It contradicts what stands. It has no effect, and somebody should know. */
        CONFLICT
    }

    /**
     * @param reason stable code of a conflict
     * @param after what is remembered from now on; of a repeat or a conflict, what was
     */
    record Judgement(Verdict verdict, @Nullable String reason, Sighting after) {
        private static Judgement first(Sighting after) {
            return new Judgement(Verdict.FIRST, null, after);
        }

        private static Judgement superseded(Sighting seen) {
            return new Judgement(Verdict.SUPERSEDED, null, seen);
        }

        private static Judgement repeat(Sighting seen) {
            return new Judgement(Verdict.REPEAT, null, seen);
        }

        private static Judgement conflict(String reason, Sighting seen) {
            return new Judgement(Verdict.CONFLICT, reason, seen);
        }
    }

    private Repeats() {}

    /**
     * Whether what was seen still counts for a record of that day: judging by it, and not by when state happens to expire,
     * makes a replay decide the same.
     *
     * @param recordedDay UTC, counted from 1970
     */
    static boolean isRemembered(Sighting seen, long recordedDay) {
        return recordedDay - seen.recordedDay() <= DAYS_KEPT;
    }

    /**
     * A fact. A correction that waits for another payload than this is given up: {@code after} is without it. A frame that
     * is not the final one settles nothing, so corrections wait on.
     *
     * @param seen under its identity; null if nothing was
     */
    static Judgement use(@Nullable Sighting seen, long recordedSecond, Original fact) {
        if (seen == null) {
            return Judgement.first(Sighting.of(recordedSecond, fact));
        }
        Original original = seen.original();
        if (original == null) {
            return Judgement.first(with(fact, recordedSecond, seen));
        }
        if (original.payloadHash() == fact.payloadHash()) {
            return Judgement.repeat(seen);
        }
        Frames standing = original.frames();
        Frames frames = fact.frames();
        return standing == null || frames == null
                ? Judgement.conflict("payload-differs", seen)
                : frame(seen, original, standing.standing(), recordedSecond, fact, frames.standing());
    }

    private static Judgement frame(
            Sighting seen, Original original, Frame standing, long recordedSecond, Original fact, Frame frame) {
        if (original.isOpen() && frame.supersedes(standing)) {
            Original replacing = new Original(
                    fact.payloadHash(),
                    fact.stamps(),
                    fact.held(),
                    new Frames(frame, heldBefore(seen, original, recordedSecond)));
            return Judgement.first(with(replacing, recordedSecond, seen));
        }
        if (frame.equals(standing)) {
            return Judgement.conflict("payload-differs", seen);
        }
        return frame.isFinal() ? Judgement.conflict("already-final", seen) : Judgement.superseded(seen);
    }

    private static List<HeldBefore> heldBefore(Sighting seen, Original original, long recordedSecond) {
        List<HeldBefore> before =
                new ArrayList<>(requireNonNull(original.frames()).heldBefore());
        if (original.held() && seen.decisionOn(original.payloadHash()) == null) {
            before.add(new HeldBefore(original.payloadHash(), seen.recordedSecond(), recordedSecond));
        }
        return before;
    }

    private static Sighting with(Original fact, long recordedSecond, Sighting seen) {
        Correction waiting = seen.correction();
        boolean stays = waiting != null && (fact.isOpen() || waiting.originalHash() == fact.payloadHash());
        return new Sighting(recordedSecond, fact, stays ? waiting : null, seen.decisions());
    }

    /** A correction. */
    static Judgement correct(@Nullable Sighting seen, Correction correction) {
        if (seen == null) {
            return Judgement.first(new Sighting(correction.recordedSecond(), null, correction, List.of()));
        }
        Original original = seen.original();
        boolean isOpen = original != null && original.isOpen();
        if (original != null && !isOpen && original.payloadHash() != correction.originalHash()) {
            return Judgement.conflict("original-differs", seen);
        }
        Correction standing = seen.correction();
        if (standing != null) {
            return standing.saysTheSameAs(correction)
                    ? Judgement.repeat(seen)
                    : Judgement.conflict("already-corrected", seen);
        }
        return original != null && original.stamps() == StampBook.UNKNOWN
                ? Judgement.conflict("original-too-old", seen)
                : Judgement.first(new Sighting(seen.recordedSecond(), original, correction, seen.decisions()));
    }

    /** A decision. */
    static Judgement decide(@Nullable Sighting seen, Decision decision) {
        if (seen == null) {
            return Judgement.first(new Sighting(decision.decidedSecond(), null, null, List.of(decision)));
        }
        Decision standing = seen.decisionOn(decision.payloadHash());
        if (standing != null) {
            return standing.releases() == decision.releases()
                    ? Judgement.repeat(seen)
                    : Judgement.conflict("already-decided", seen);
        }
        if (seen.decisions().size() == DECISIONS_MAX) {
            return Judgement.conflict("already-decided", seen);
        }
        List<Decision> decisions = new ArrayList<>(seen.decisions());
        decisions.add(decision);
        return Judgement.first(new Sighting(seen.recordedSecond(), seen.original(), seen.correction(), decisions));
    }
}
