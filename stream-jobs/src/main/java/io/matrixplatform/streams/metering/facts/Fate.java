package io.matrixplatform.streams.metering.facts;

import java.util.Locale;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What becomes of a record of the fact topics, or of a decision about one. Each has exactly one; {@code in} is the sum of
 * them all at every moment.
 */
public enum Fate {
    /** In the rollups and the ledger, for every meter that names it. */
    COUNTED,
    /** In the rollups and, for at least one meter, in the late lane. */
    LATE,
    /** Distinct, but no meter names it. */
    UNMETERED,
    /** It broke a rule of its model, and counts when somebody releases it. */
    QUARANTINED,
    /** It corrects a fact, or waits for it; or it is the fact that a correction has waited for. */
    CORRECTED,
    /** Somebody's decision about a fact in quarantine. */
    DECISION,
    /** A frame of a call that an earlier record of it has a fate for, whichever of the two counts. */
    FRAME,
    /** The same identity and payload were seen before. */
    REPEAT,
    /** It contradicts what was seen before under its identity. */
    CONFLICT,
    /** Not usable; in the dead letters with the reason. */
    DEAD;

    /** What has come in, under whatever fate: {@code metering_facts_in_total}. */
    public static Counter in(MetricGroup group) {
        return group.counter("metering_facts_in_total");
    }

    /** {@code metering_facts_total} with the fate as a label. */
    public Counter counter(MetricGroup group) {
        return group.addGroup("fate", name().toLowerCase(Locale.ROOT)).counter("metering_facts_total");
    }
}
