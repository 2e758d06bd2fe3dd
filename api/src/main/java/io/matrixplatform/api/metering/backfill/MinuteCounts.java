package io.matrixplatform.api.metering.backfill;

import io.matrixplatform.api.catalog.meters.Meter;
import io.matrixplatform.api.metering.recount.RawFact;
import io.matrixplatform.model.metering.Dimensions;
import io.matrixplatform.model.metering.Slice;
import io.matrixplatform.model.metering.measures.MeterRule;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The rule: what facts that count add to a meter, per minute of their occurrence and series. */
final class MinuteCounts {
    private final Meter meter;
    private final MeterRule rule;
    private final Map<Series.At, Amount> amounts = new HashMap<>();

    MinuteCounts(Meter meter) {
        this.meter = meter;
        this.rule = meter.rule();
    }

    /** @param sign 1 to add, -1 to take back */
    void count(RawFact fact, int sign) {
        if (!fact.type().equals(meter.eventType()) || !rule.passes(fact.fields())) {
            return;
        }
        if (rule.folding() == null) {
            rule.value(fact.fields()).ifPresent(value -> amount(fact).count(value, sign));
        } else {
            rule.observe(fact.fields(), fact.occurredAtMicros(), fact.hashedIdentity())
                    .ifPresent(observation -> amount(fact).count(observation, sign));
        }
    }

    int size() {
        return amounts.size();
    }

    /** All that was counted since this was asked last. */
    Map<Series.At, Amount> take() {
        Map<Series.At, Amount> taken = Map.copyOf(amounts);
        amounts.clear();
        return taken;
    }

    private Amount amount(RawFact fact) {
        Map<String, String> values = new TreeMap<>();
        meter.dimensions().forEach(name -> values.put(name, fact.dimensions().apply(name)));
        Series series =
                new Series(fact.stamps().subscriptionId(), Dimensions.of(values).toJson());
        return amounts.computeIfAbsent(
                series.at(Slice.minuteOf(fact.occurredAt())), any -> Amount.nothing(rule.folding()));
    }
}
