package io.matrixplatform.streams.metering.repeats;

import org.jspecify.annotations.Nullable;

/** The rule by which a fact is a repeat. */
final class Repeats {
    /** For how many days a fact is remembered, counted by {@code recorded_at}: as long as its topic keeps it. */
    static final int DAYS_KEPT = 45;

    /** What a fact is among those of its identity. */
    enum Judgement {
        /** It counts. */
        FIRST,
        /** It adds nothing and harms nothing: clients send again what was not confirmed. */
        REPEAT,
        /** It says something else under the same identity. It does not count, and somebody should know. */
        CONFLICT
    }

    private Repeats() {}

    /**
     * @param seen the one that counted, or null
     * @param recordedDay of the fact that is judged, UTC, counted from 1970. Judging by it, and not by when state happens
     *     to expire, makes a replay decide the same
     */
    static Judgement judge(long payloadHash, int recordedDay, @Nullable Sighting seen) {
        if (seen == null || recordedDay - seen.recordedDay() > DAYS_KEPT) {
            return Judgement.FIRST;
        }
        return payloadHash == seen.payloadHash() ? Judgement.REPEAT : Judgement.CONFLICT;
    }
}
