package io.matrixplatform.api.access.limits;

import io.matrixplatform.model.access.limits.Limit;
import io.matrixplatform.model.access.limits.LimitKind;
import io.matrixplatform.model.access.limits.WhenStale;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * One limit as a client writes it.
 *
 * @param burst null for the whole amount
 * @param whenStale null for {@code local}
 */
public record WantedLimit(
        @NotNull(message = "is required") LimitKind kind,
        @NotNull(message = "is required") Long amount,
        @Nullable Long burst,
        @Nullable WhenStale whenStale) {
    /** @throws IllegalArgumentException that says what is wrong with a number */
    Limit proven() {
        return new Limit(kind, amount, burst == null ? amount : burst, whenStale == null ? WhenStale.LOCAL : whenStale);
    }
}
