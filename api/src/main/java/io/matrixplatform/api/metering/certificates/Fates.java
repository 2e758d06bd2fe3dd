package io.matrixplatform.api.metering.certificates;

import java.util.Map;

/**
 * How many records there are of each fate. Accepted are all of them together; what cannot be read any more names no tenant and
 * is in nobody's certificate.
 *
 * @param cancelled corrections that take a fact back
 * @param amended corrections that say what counts instead
 * @param decided decisions about held calls
 * @param dead not usable
 * @param late of the distinct, the frames and the corrections, those whose slice was closed when they were recorded
 * @param quarantined of the same, those whose data broke a rule, whatever was decided of it
 */
public record Fates(
        long accepted,
        long distinct,
        long repeated,
        long conflicting,
        long frames,
        long cancelled,
        long amended,
        long decided,
        long dead,
        long late,
        long quarantined) {
    public Fates {
        if (accepted != distinct + repeated + conflicting + frames + cancelled + amended + decided + dead) {
            throw new IllegalArgumentException("a record has no fate, or two");
        }
    }

    static Fates of(Map<Fate, Long> records, long late, long quarantined) {
        return new Fates(
                records.values().stream().mapToLong(each -> each).sum(),
                records.getOrDefault(Fate.DISTINCT, 0L),
                records.getOrDefault(Fate.REPEATED, 0L),
                records.getOrDefault(Fate.CONFLICTING, 0L),
                records.getOrDefault(Fate.FRAME, 0L),
                records.getOrDefault(Fate.CANCELLED, 0L),
                records.getOrDefault(Fate.AMENDED, 0L),
                records.getOrDefault(Fate.DECIDED, 0L),
                records.getOrDefault(Fate.DEAD, 0L),
                late,
                quarantined);
    }
}
