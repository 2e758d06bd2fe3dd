package io.matrixplatform.api.metering.progress;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the metering job had read by a checkpoint, and what became of it.
 *
 * @param recordsIn facts, corrections and decisions since the job began anew
 */
public record FateBalance(
        long checkpointId, Instant publishedAt, long recordsIn, List<String> fates, List<Long> records) {
    public FateBalance {
        fates = List.copyOf(fates);
        records = List.copyOf(records);
    }

    Map<String, Long> byFate() {
        Map<String, Long> byFate = new TreeMap<>();
        for (int i = 0; i < fates.size(); i++) {
            byFate.put(fates.get(i), records.get(i));
        }
        return byFate;
    }

    /** What came in and has no fate, or less than nothing where it has two: always nothing. */
    long unaccounted() {
        return recordsIn - records.stream().mapToLong(each -> each).sum();
    }
}
