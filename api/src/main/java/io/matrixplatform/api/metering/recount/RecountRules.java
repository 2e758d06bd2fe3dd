package io.matrixplatform.api.metering.recount;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.matrixplatform.api.catalog.usagerules.UsageRule;
import io.matrixplatform.api.catalog.usagerules.UsageRules;
import io.matrixplatform.api.metering.quarantine.Quarantine;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.time.TimeWindow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which facts do not count because they broke a rule, looked up once for a recount. Shares no code with metering. */
public final class RecountRules {
    private final UsageRules rules;
    private final Quarantine quarantine;

    public RecountRules(UsageRules rules, Quarantine quarantine) {
        this.rules = rules;
        this.quarantine = quarantine;
    }

    /** As they are now, for facts of one tenant that occurred in a window. */
    public Held of(TenantId tenant, TimeWindow window) {
        Set<String> released = quarantine.released(tenant, window).stream()
                .map(RawCall::of)
                .map(Held::name)
                .collect(toUnmodifiableSet());
        return new Held(rules.history(), released);
    }

    /** The same where nothing counts as released: which calls have been, and when, is asked elsewhere. */
    public Held withoutReleases() {
        return new Held(rules.history(), Set.of());
    }

    /** Tells held facts from others. */
    public record Held(List<UsageRule> rules, Set<String> released) {
        public static final Held NOTHING = new Held(List.of(), Set.of());

        public Held {
            rules = List.copyOf(rules);
        }

        /** @param recordedAt of the record that says it, which is later for what an amendment says */
        public boolean isHeld(RawFact fact, Instant recordedAt) {
            return fact.isApiCall()
                    && ruleOf(fact.dimensions().apply("model"), recordedAt)
                            .filter(rule -> breaks(rule, fact))
                            .isPresent()
                    && !released.contains(name(fact));
        }

        static String name(RawFact fact) {
            return fact.identity() + '\n' + fact.payload();
        }

        private Optional<UsageRule> ruleOf(String model, Instant recordedAt) {
            return inForce(model, recordedAt).or(() -> inForce(UsageRule.EVERY_MODEL, recordedAt));
        }

        private Optional<UsageRule> inForce(String model, Instant recordedAt) {
            return rules.stream()
                    .filter(rule -> rule.model().equals(model) && rule.covers(recordedAt))
                    .findFirst();
        }

        private static boolean breaks(UsageRule rule, RawFact call) {
            long input = tokens(call, "input_tokens");
            long output = tokens(call, "output_tokens");
            long cached = tokens(call, "cached_input_tokens");
            long reasoning = tokens(call, "reasoning_output_tokens");
            boolean nonsense = input < 0 || output < 0 || cached < 0 || reasoning < 0;
            boolean tooMuch = isAbove(rule.maxInputTokens(), input)
                    || isAbove(rule.maxOutputTokens(), output)
                    || isAbove(rule.maxContextTokens(), input + output);
            boolean unequal = rule.partsWithinWhole() && (cached > input || reasoning > output);
            boolean empty = rule.requireUsage()
                    && input + output == 0
                    && call.dimensions().apply("status").equals("200");
            boolean guessed =
                    rule.holdEstimated() && call.dimensions().apply("estimated").equals("true");
            return nonsense || tooMuch || unequal || empty || guessed;
        }

        private static boolean isAbove(@Nullable Long limit, long count) {
            return limit != null && count > limit;
        }

        private static long tokens(RawFact call, String measure) {
            return call.measures().apply(measure).orElseThrow().longValueExact();
        }
    }
}
