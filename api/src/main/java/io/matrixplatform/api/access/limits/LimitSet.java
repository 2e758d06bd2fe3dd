package io.matrixplatform.api.access.limits;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.matrixplatform.api.platform.http.Versioned;
import io.matrixplatform.model.access.limits.Limit;
import java.util.List;

/**
 * All limits that one plan, subscription or key sets, in order of their kinds.
 *
 * @param version 0 while none was ever set
 */
public record LimitSet(List<Limit> limits, @JsonIgnore long version) implements Versioned {
    public LimitSet {
        limits = List.copyOf(limits);
    }
}
