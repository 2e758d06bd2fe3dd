package io.matrixplatform.model.metering.folds;

import io.matrixplatform.model.time.TimeWindow;

/**
 * A time of which nothing is counted, because nothing is known.
 *
 * @param time at full seconds
 */
public record Gap(Probe probe, TimeWindow time, Cause cause) {
    /** Why nothing is known. */
    public enum Cause {
        /** No sample came for longer than a level may hold, or a counter be silent. */
        GAP,
        /** The instance, or its counter, began anew. */
        RESTART
    }
}
