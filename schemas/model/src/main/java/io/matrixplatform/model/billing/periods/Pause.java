package io.matrixplatform.model.billing.periods;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.rules.RuleViolation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A time in which nothing is provided and nothing charged; {@code to} is null until it is resumed. */
public record Pause(Instant from, @Nullable Instant to) {
    public Pause {
        requireNonNull(from, "from");
        if (to != null && !from.isBefore(to)) {
            throw new RuleViolation("to", "end-after-start", "a pause must end after its start " + from);
        }
    }
}
