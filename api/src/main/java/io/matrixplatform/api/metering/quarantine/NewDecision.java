package io.matrixplatform.api.metering.quarantine;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What a person decides of a held call. */
public record NewDecision(
        @NotNull(message = "is required: release or reject") Verdict verdict,

        @Nullable @Size(max = 500, message = "at most 500 characters") String note) {
    /** The two things that can become of it. */
    public enum Verdict {
        /** It counts, as the call it was. */
        @JsonProperty("release")
        RELEASE,
        /** It never counts. */
        @JsonProperty("reject")
        REJECT
    }

    HeldCall.State state() {
        return verdict == Verdict.RELEASE ? HeldCall.State.RELEASED : HeldCall.State.REJECTED;
    }
}
