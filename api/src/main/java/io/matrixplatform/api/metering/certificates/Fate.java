package io.matrixplatform.api.metering.certificates;

import io.matrixplatform.api.metering.recount.RawCorrection;
import io.matrixplatform.api.metering.recount.RawFact;

/** What becomes of a record of the log; each has exactly one. */
enum Fate {
    /** The first fact of its identity. */
    DISTINCT,
    /** It says what was said before. */
    REPEATED,
    /** It contradicts what was said before. */
    CONFLICTING,
    /** Another frame of a call. */
    FRAME,
    /** A correction that takes a fact back, or waits for it. */
    CANCELLED,
    /** A correction that says what counts instead, or waits for its fact. */
    AMENDED,
    /** A decision about a held call. */
    DECIDED,
    /** Not usable. */
    DEAD;

    /** Of one that is neither said again nor contradicted. */
    static Fate ofCorrection(RawFact fact) {
        RawCorrection correction = fact.correction();
        return correction != null && correction.instead() != null ? AMENDED : CANCELLED;
    }

    /** Whether the record says something of its own about usage. */
    boolean hasEffect() {
        return this == DISTINCT || this == FRAME || this == CANCELLED || this == AMENDED;
    }
}
