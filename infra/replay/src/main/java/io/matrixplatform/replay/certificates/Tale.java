package io.matrixplatform.replay.certificates;

import io.matrixplatform.replay.certificates.Tale.Spell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was said under one identity, told from its end: what became of each record, and what data stood for which time.
 *
 * @param fates by offset
 * @param spells in order
 */
record Tale(Map<Long, String> fates, List<Spell> spells) {
    static final String DISTINCT = "distinct";
    static final String REPEATED = "repeated";
    static final String CONFLICTING = "conflicting";
    static final String FRAMES = "frames";

    /**
     * Data that stood.
     *
     * @param data by the stamps of their original
     * @param original when it was recorded, which tells which meters there were
     * @param said when the data were said, which tells which rules there were
     * @param until when something took their place; {@link Instant#MAX} if nothing did
     */
    record Spell(Saying data, Instant original, Instant said, Instant from, Instant until) {}

    /** @param sayings in the order of the log */
    static Tale of(List<Saying> sayings) {
        Map<Long, String> fates = new HashMap<>();
        List<Saying> frames = new ArrayList<>();
        @Nullable Saying correction = null;
        for (Saying saying : sayings) {
            @Nullable Saying standing = frames.isEmpty() ? null : frames.get(frames.size() - 1);
            if (saying.correction() != null) {
                String fate = fateOfCorrection(saying, standing, correction);
                correction = fate.equals(REPEATED) || fate.equals(CONFLICTING) ? correction : saying;
                fates.put(saying.offset(), fate);
                continue;
            }
            String fate = fateOfFact(saying, standing);
            fates.put(saying.offset(), fate);
            boolean takesPlace = standing == null || isReplaced(standing, saying);
            if (takesPlace) {
                frames.add(saying);
            }
            if (takesPlace && correction != null && !saying.isOpenFrame() && !saying.repeats(correction)) {
                fates.put(correction.offset(), CONFLICTING);
                correction = null;
            }
        }
        return new Tale(fates, spells(frames, correction));
    }

    private static String fateOfFact(Saying fact, @Nullable Saying standing) {
        if (standing == null) {
            return DISTINCT;
        }
        if (standing.repeats(fact)) {
            return REPEATED;
        }
        boolean areFrames = standing.isFrame() && fact.isFrame();
        boolean areOne = areFrames && standing.frame() == fact.frame() && standing.isFinal() == fact.isFinal();
        if (!areFrames || areOne) {
            return CONFLICTING;
        }
        return isReplaced(standing, fact) || !fact.isFinal() ? FRAMES : CONFLICTING;
    }

    private static boolean isReplaced(Saying standing, Saying fact) {
        return standing.isOpenFrame()
                && fact.isFrame()
                && !standing.repeats(fact)
                && (fact.isFinal() || fact.frame() > standing.frame());
    }

    private static String fateOfCorrection(Saying saying, @Nullable Saying standing, @Nullable Saying correction) {
        if (standing != null && !standing.isOpenFrame() && !standing.repeats(saying)) {
            return CONFLICTING;
        }
        if (correction != null) {
            return correction.correctsLike(saying) ? REPEATED : CONFLICTING;
        }
        return "CANCEL".equals(saying.correction()) ? "cancelled" : "amended";
    }

    /** Each frame stands until the next one, and the last until it is corrected. */
    private static List<Spell> spells(List<Saying> frames, @Nullable Saying correction) {
        List<Spell> spells = new ArrayList<>();
        for (int i = 0; i < frames.size() - 1; i++) {
            spells.add(spell(frames.get(i), frames.get(i + 1).recordedAt()));
        }
        if (frames.isEmpty()) {
            return spells;
        }
        Saying last = frames.get(frames.size() - 1);
        if (correction == null || last.isOpenFrame()) {
            spells.add(spell(last, Instant.MAX));
            return spells;
        }
        Instant corrected = latest(last.recordedAt(), correction.recordedAt());
        spells.add(spell(last, corrected));
        if ("AMEND".equals(correction.correction())) {
            Saying instead = correction.instead().stampedAs(last);
            spells.add(new Spell(instead, last.recordedAt(), correction.recordedAt(), corrected, Instant.MAX));
        }
        return spells;
    }

    private static Spell spell(Saying data, Instant until) {
        return new Spell(data, data.recordedAt(), data.recordedAt(), data.recordedAt(), until);
    }

    static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
