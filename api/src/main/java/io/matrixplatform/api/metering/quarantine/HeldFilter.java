package io.matrixplatform.api.metering.quarantine;

import io.matrixplatform.api.platform.problems.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which held calls are wanted; what is not given does not restrict. */
public final class HeldFilter {
    private final HeldCall.@Nullable State state;
    private final @Nullable String reason;
    private final @Nullable String model;

    public HeldFilter(
            @QueryParam("state") @Nullable String state,
            @QueryParam("reason") @Nullable String reason,
            @QueryParam("model") @Nullable String model) {
        this.state = state == null ? null : stateOf(state);
        this.reason = reason;
        this.model = model;
    }

    public HeldCall.@Nullable State state() {
        return state;
    }

    public @Nullable String reason() {
        return reason;
    }

    public @Nullable String model() {
        return model;
    }

    private static HeldCall.State stateOf(String text) {
        return Arrays.stream(HeldCall.State.values())
                .filter(state -> state.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalidParameter("state", "held, released or rejected"));
    }
}
