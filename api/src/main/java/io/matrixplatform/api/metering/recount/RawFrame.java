package io.matrixplatform.api.metering.recount;

import io.matrixplatform.events.metering.ApiCall;
import org.jspecify.annotations.Nullable;

/** Which frame of which request a fact is. */
public record RawFrame(String requestId, long number, boolean isFinal) {
    static @Nullable RawFrame of(ApiCall call) {
        String request = call.getRequestId();
        return request == null ? null : new RawFrame(request, call.getFrame(), call.getFinalFrame());
    }

    /** Whether it counts in the place of one that came before it. */
    public boolean replaces(RawFrame before) {
        return !before.isFinal && (isFinal || number > before.number);
    }
}
