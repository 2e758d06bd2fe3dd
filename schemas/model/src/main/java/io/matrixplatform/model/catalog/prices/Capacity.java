package io.matrixplatform.model.catalog.prices;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Instant;

/** The highest level that was held for any time at all, rated by another model: seats, storage, provisioned throughput. */
public record Capacity(Price peak) implements Price {
    public Capacity {
        requireNonNull(peak, "peak");
    }

    @Override
    public Rated rate(Usage usage) {
        if (!(usage instanceof Usage.Levels levels)) {
            throw Usage.wrongForm("capacity", "levels");
        }
        BigDecimal highest = BigDecimal.ZERO;
        BigDecimal held = levels.initial();
        Instant since = levels.from();
        for (Usage.Change change : levels.changes()) {
            if (since.isBefore(change.at())) {
                highest = highest.max(held);
            }
            held = change.level();
            since = change.at();
        }
        highest = highest.max(held);
        return peak.rate(new Usage.Total(highest)).through("capacity", highest, Step.note(Step.Kind.PEAK, highest));
    }
}
