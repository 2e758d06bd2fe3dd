package io.matrixplatform.streams.metering.rules;

import io.matrixplatform.streams.metering.facts.Usage;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every version of every rule there is. */
public final class RuleBook {
    private static final String API_CALL = "io.matrixplatform.api-call.v1";

    private final Map<String, TreeMap<Long, UsageRule>> byModel = new HashMap<>();

    /** Takes a version in, or how it stands now: all that ever changes of one is its end, and that once. */
    public void define(UsageRule rule) {
        byModel.computeIfAbsent(rule.model(), model -> new TreeMap<>())
                .merge(
                        rule.version(),
                        rule,
                        (known, now) -> now.effectiveUntil() < known.effectiveUntil() ? now : known);
    }

    /** How usage recorded then breaks the rule in force; null if it does not, and if it is of no model. */
    public @Nullable Breach check(Usage usage, long recordedAt) {
        if (byModel.isEmpty() || !usage.eventType().equals(API_CALL)) {
            return null;
        }
        UsageRule own = inForce(usage.dimension("model"), recordedAt);
        UsageRule rule = own == null ? inForce(UsageRule.EVERY_MODEL, recordedAt) : own;
        return rule == null ? null : rule.check(usage);
    }

    /** Versions do not overlap; were they to, the later one would be meant. */
    private @Nullable UsageRule inForce(String model, long recordedAt) {
        TreeMap<Long, UsageRule> versions = byModel.get(model);
        if (versions != null) {
            for (UsageRule rule : versions.descendingMap().values()) {
                if (rule.covers(recordedAt)) {
                    return rule;
                }
            }
        }
        return null;
    }
}
