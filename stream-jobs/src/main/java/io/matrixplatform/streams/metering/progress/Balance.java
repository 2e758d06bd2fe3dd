package io.matrixplatform.streams.metering.progress;

import io.matrixplatform.streams.metering.facts.Fate;
import io.matrixplatform.streams.metering.facts.FateCount;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came in since the job began anew, and what became of it: {@code in} is the sum of all fates at every barrier. A job that
 * goes on from a checkpoint without a balance begins both at zero there.
 */
final class Balance {
    private final Map<Fate, Long> fates = new EnumMap<>(Fate.class);
    private long in;

    void add(FateCount count) {
        Fate fate = count.fate();
        if (fate == null) {
            in += count.records();
        } else {
            fates.merge(fate, count.records(), Long::sum);
        }
    }

    long in() {
        return in;
    }

    /** Every fate, by its name in lower case. */
    Map<String, Long> byFate() {
        Map<String, Long> named = new TreeMap<>();
        for (Fate fate : Fate.values()) {
            named.put(fate.name().toLowerCase(Locale.ROOT), fates.getOrDefault(fate, 0L));
        }
        return named;
    }

    /** All of it, to be added again after a restore. */
    List<FateCount> counts() {
        List<FateCount> counts = new ArrayList<>();
        counts.add(new FateCount(null, in));
        fates.forEach((fate, records) -> counts.add(new FateCount(fate, records)));
        return counts;
    }
}
