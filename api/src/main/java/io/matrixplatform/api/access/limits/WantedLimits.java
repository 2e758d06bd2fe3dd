package io.matrixplatform.api.access.limits;

import io.matrixplatform.api.platform.problems.InvalidFields;
import io.matrixplatform.model.access.limits.Limit;
import io.matrixplatform.model.access.limits.LimitKind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** All limits of one owner as a client writes them; what is absent is not limited there. */
public record WantedLimits(
        @Valid @NotNull(message = "is required") @Size(max = 7, message = "at most one of each kind") List<@NotNull(message = "a limit is required") WantedLimit> limits) {

    /** @throws io.matrixplatform.api.platform.problems.ProblemException {@code INVALID_FIELD}, naming each */
    List<Limit> proven() {
        InvalidFields invalid = new InvalidFields();
        List<Limit> proven = new ArrayList<>();
        Set<LimitKind> kinds = EnumSet.noneOf(LimitKind.class);
        for (int i = 0; i < limits.size(); i++) {
            invalid.body(kinds.add(limits.get(i).kind()), "/limits/" + i + "/kind", "is there twice");
            try {
                proven.add(limits.get(i).proven());
            } catch (IllegalArgumentException wrong) {
                invalid.body(false, "/limits/" + i, String.valueOf(wrong.getMessage()));
            }
        }
        invalid.refuse();
        proven.sort(Comparator.comparing(Limit::kind));
        return proven;
    }
}
