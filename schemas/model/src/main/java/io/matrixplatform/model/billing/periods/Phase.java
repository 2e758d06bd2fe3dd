package io.matrixplatform.model.billing.periods;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.rules.RuleViolation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a subscription under one plan, one trial or one pause; half-open.
 *
 * @param name of the plan, or what else tells it apart
 * @param to null while no end is known
 */
public record Phase(String name, Instant from, @Nullable Instant to) {
    public Phase {
        requireNonNull(name, "name");
        requireNonNull(from, "from");
        if (to != null && !from.isBefore(to)) {
            throw new RuleViolation("to", "end-after-start", "a phase must end after its start " + from);
        }
    }

    public boolean contains(Instant moment) {
        return !moment.isBefore(from) && (to == null || moment.isBefore(to));
    }

    /** @throws RuleViolation unless each phase starts when, or after, the one before ends */
    static void requireOrder(List<Phase> phases) {
        for (int i = 1; i < phases.size(); i++) {
            Instant end = phases.get(i - 1).to();
            if (end == null || phases.get(i).from().isBefore(end)) {
                throw new RuleViolation(
                        "phases/" + i + "/from", "phases-ascend", "a phase starts when the one before ends, or later");
            }
        }
    }
}
