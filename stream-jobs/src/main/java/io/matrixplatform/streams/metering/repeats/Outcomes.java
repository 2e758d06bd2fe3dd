package io.matrixplatform.streams.metering.repeats;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.events.registry.UndecodableException;
import io.matrixplatform.streams.metering.facts.DeadLetters;
import io.matrixplatform.streams.metering.facts.Fact;
import io.matrixplatform.streams.metering.facts.FactRecord;
import io.matrixplatform.streams.metering.facts.Fate;
import io.matrixplatform.streams.metering.facts.FateCount;
import io.matrixplatform.streams.metering.facts.FateCounters;
import io.matrixplatform.streams.metering.repeats.Repeats.Judgement;
import io.matrixplatform.streams.metering.repeats.Repeats.Verdict;
import io.matrixplatform.streams.metering.rules.Breach;
import io.matrixplatform.streams.metering.rules.RuleBook;
import io.matrixplatform.streams.metering.rules.UsageRule;
import io.matrixplatform.streams.platform.Outgoing;
import java.util.List;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** Says what becomes of records: counts their fates, and reports conflicts and what is held. */
final class Outcomes {
    private final FateCounters fates;
    private final RuleBook rules;
    private final Reporting reporting;

    Outcomes(FateCounters fates, RuleBook rules, Reporting reporting) {
        this.fates = fates;
        this.rules = rules;
        this.reporting = reporting;
    }

    /** Where reports go. */
    interface Reporting {
        void output(OutputTag<Outgoing> tag, Outgoing report);
    }

    void count(Fate fate) {
        fates.count(fate);
    }

    /** Counts and reports what is not. */
    boolean isFirst(Judgement judgement, Fact fact, @Nullable Sighting seen) {
        if (judgement.verdict() == Verdict.REPEAT) {
            count(Fate.REPEAT);
        } else if (judgement.verdict() == Verdict.SUPERSEDED) {
            count(Fate.FRAME);
        } else if (judgement.verdict() == Verdict.CONFLICT) {
            int day = requireNonNull(seen).recordedDay();
            reporting.output(
                    CountOnceOperator.CONFLICTS, Reports.conflict(fact, requireNonNull(judgement.reason()), day));
            count(Fate.CONFLICT);
        }
        return judgement.verdict() == Verdict.FIRST;
    }

    /** A correction that waited was of another payload than what came: what was counted as one is a conflict after all. */
    void giveUp(Fact correction, Sighting original) {
        reporting.output(
                CountOnceOperator.CONFLICTS, Reports.conflict(correction, "original-differs", original.recordedDay()));
        fates.takeBack(Fate.CORRECTED);
        count(Fate.CONFLICT);
    }

    /** @param held as it would be counted */
    void hold(Fact correction, Fact held) {
        Breach breach = rules.check(held.payload(), correction.envelope().recordedAt());
        if (breach == null) {
            // A rule that came after its own instant: what was decided with what was known stands.
            breach = new Breach(UsageRule.EVERY_MODEL, 0, "rule-changed", "the rule that it broke has been changed");
        }
        reporting.output(CountOnceOperator.QUARANTINE, Reports.quarantined(correction.origin(), held, true, breach));
    }

    /** A fact that broke a rule. */
    void hold(Fact fact, Breach breach) {
        reporting.output(CountOnceOperator.QUARANTINE, Reports.quarantined(fact.origin(), fact, false, breach));
    }

    void die(FactRecord record, UndecodableException bad) {
        count(Fate.DEAD);
        reporting.output(CountOnceOperator.DEAD_LETTERS, DeadLetters.of(record, bad));
    }

    /** What became of the facts since this was last asked. */
    List<FateCount> sinceLast() {
        return fates.sinceLast();
    }
}
