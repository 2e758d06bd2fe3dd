package io.matrixplatform.api.metering.backfill;

/**
 * What a backfill may hold in memory. More than that is no reason to refuse: the log is read once more for the other half of
 * the identities, and counts are put away.
 *
 * @param identitiesHeld of the tenant, some 200 bytes each
 * @param minutesHeld minutes of all series
 */
public record BackfillLimits(int identitiesHeld, int minutesHeld) {
    public BackfillLimits {
        if (identitiesHeld < 1 || minutesHeld < 1) {
            throw new IllegalArgumentException("a backfill must hold at least one identity and one minute");
        }
    }
}
