package io.matrixplatform.model.billing.periods;

import io.matrixplatform.model.rules.RuleViolation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which period and which phase the usage of one UTC quarter hour belongs to: a slice is never divided, so it belongs whole to
 * where it starts. If it starts where there is nothing, before the subscription or between two phases, it belongs to the
 * first period or phase that starts within it. A function of the slice's start and of nothing that is known later about it.
 */
public record Attribution(@Nullable Period period, @Nullable Phase phase) {
    public static final Duration SLICE = Duration.ofMinutes(15);

    /**
     * @param sliceStart a full UTC quarter hour
     * @param phases in order, without overlap
     * @throws RuleViolation if the slice starts at another time, or the phases overlap
     */
    public static Attribution of(Instant sliceStart, Periods periods, List<Phase> phases) {
        if (sliceStart.getNano() != 0 || Math.floorMod(sliceStart.getEpochSecond(), SLICE.toSeconds()) != 0) {
            throw new RuleViolation(
                    "slices",
                    "slice-at-quarter-hour",
                    "a slice starts at a full UTC quarter hour, not at " + sliceStart);
        }
        Phase.requireOrder(phases);
        Instant sliceEnd = sliceStart.plus(SLICE);
        return new Attribution(periodOf(sliceStart, sliceEnd, periods), phaseOf(sliceStart, sliceEnd, phases));
    }

    private static @Nullable Period periodOf(Instant start, Instant end, Periods periods) {
        boolean startsWithin = periods.start().isAfter(start) && periods.start().isBefore(end);
        return periods.containing(startsWithin ? periods.start() : start).orElse(null);
    }

    private static @Nullable Phase phaseOf(Instant start, Instant end, List<Phase> phases) {
        for (Phase phase : phases) {
            boolean startsWithin = phase.from().isAfter(start) && phase.from().isBefore(end);
            if (phase.contains(start) || startsWithin) {
                return phase;
            }
        }
        return null;
    }
}
