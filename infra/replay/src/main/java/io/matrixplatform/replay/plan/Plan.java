package io.matrixplatform.replay.plan;

import io.matrixplatform.replay.trace.Trace;
import io.matrixplatform.replay.trace.TraceRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * What is sent, in the order of sending.
 *
 * @param calls by number
 * @param steps each call once, the repeats and the corrections
 * @param contradictions sent when everything else was acknowledged, so that they are surely not the first
 */
public record Plan(List<PlannedCall> calls, List<Step> steps, List<Step> contradictions) {
    /** How far late calls are moved back: well beyond every grace, well within what the edge takes. */
    public static final Duration LATE_BY = Duration.ofHours(3);

    /** Keys of each tenant. */
    public static final int KEYS = 2;

    /** A repeat comes within this of the first sending, or within the disorder if that is longer. */
    private static final Duration REPEATED_WITHIN = Duration.ofSeconds(30);

    private static final long MILLIS_TO_START = 150;
    private static final long MILLIS_PER_OUTPUT_TOKEN = 25;

    public Plan {
        calls = List.copyOf(calls);
        steps = List.copyOf(steps);
        contradictions = List.copyOf(contradictions);
    }

    /** @param end when the last call shall have been made */
    public static Plan of(Trace trace, Instant end, int tenants, Injection injection, long seed) {
        Dice dice = new Dice(seed);
        Oddities oddities = Oddities.choose(trace.rows().size(), injection, dice);
        List<PlannedCall> calls = assign(trace, end, tenants, injection, dice, oddities);
        return new Plan(
                calls,
                arrange(trace, calls, injection, dice, oddities),
                calls.stream()
                        .filter(call -> oddities.of(call.number()) == Saying.CONTRADICTION)
                        .map(call -> new Step(Duration.ZERO, call.saying(Saying.CONTRADICTION), false))
                        .toList());
    }

    private static List<PlannedCall> assign(
            Trace trace, Instant end, int tenants, Injection injection, Dice dice, Oddities oddities) {
        List<TraceRow> rows = trace.rows();
        Duration shift = Duration.between(trace.end(), end);
        Set<Integer> late = dice.choose(rows.size(), injection.late(), "late");
        Skew amongTenants = new Skew(tenants);
        Skew amongKeys = new Skew(KEYS);
        Skew amongModels = new Skew(Model.ALL.size());
        List<PlannedCall> calls = new ArrayList<>(rows.size());
        for (int number = 0; number < rows.size(); number++) {
            TraceRow row = rows.get(number);
            Instant occurredAt = row.at().plus(shift);
            boolean isLate = late.contains(number);
            PlannedCall call = new PlannedCall(
                    number,
                    amongTenants.pick(dice.roll(number, "tenant")),
                    amongKeys.pick(dice.roll(number, "key")),
                    isLate ? occurredAt.minus(LATE_BY) : occurredAt,
                    isLate,
                    Model.ALL.get(amongModels.pick(dice.roll(number, "model"))),
                    MILLIS_TO_START + MILLIS_PER_OUTPUT_TOKEN * row.outputTokens(),
                    row.inputTokens(),
                    row.outputTokens(),
                    Saying.CALL);
            boolean isImplausible = oddities.of(number) == Saying.IMPLAUSIBLE_CALL;
            calls.add(isImplausible ? call.saying(Saying.IMPLAUSIBLE_CALL) : call);
        }
        return calls;
    }

    private static List<Step> arrange(
            Trace trace, List<PlannedCall> calls, Injection injection, Dice dice, Oddities oddities) {
        Set<Integer> repeated = dice.choose(calls.size(), injection.duplicates(), "duplicate");
        Duration within = injection.disorder().compareTo(REPEATED_WITHIN) > 0 ? injection.disorder() : REPEATED_WITHIN;
        Instant start = trace.rows().stream()
                .map(TraceRow::at)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        List<Step> steps = new ArrayList<>(calls.size() + repeated.size());
        for (PlannedCall call : calls) {
            Duration inPlace =
                    Duration.between(start, trace.rows().get(call.number()).at());
            Duration after = inPlace.plus(part(injection.disorder(), dice.roll(call.number(), "disorder")));
            steps.add(new Step(after, call, false));
            if (oddities.isCorrected(call.number())) {
                Step correction = correction(after, call.saying(oddities.of(call.number())), within, dice);
                steps.add(correction);
            }
            if (repeated.contains(call.number())) {
                steps.add(new Step(after.plus(part(within, dice.roll(call.number(), "repeat"))), call, true));
            }
        }
        // Stable: a repeat at the same moment stays behind the first sending.
        steps.sort(Comparator.comparing(Step::after));
        return steps;
    }

    /** Before or behind the call, never before the start. */
    private static Step correction(Duration call, PlannedCall correction, Duration within, Dice dice) {
        Duration moved = part(within, 2 * dice.roll(correction.number(), "correction") - 1);
        Duration after = call.plus(moved);
        return new Step(after.isNegative() ? Duration.ZERO : after, correction, false);
    }

    private static Duration part(Duration whole, double share) {
        return Duration.ofNanos((long) (whole.toNanos() * share));
    }
}
