package io.matrixplatform.streams.metering.facts;

import io.matrixplatform.events.metering.AmendedCall;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.CorrectionKind;
import io.matrixplatform.events.metering.QuarantineDecision;
import io.matrixplatform.events.metering.Verdict;
import io.matrixplatform.model.metering.Identity;
import java.time.Instant;

/** What is said of calls: corrections, and decisions about held ones; and how they stand in the log. */
public final class Said {
    private Said() {}

    public static ApiCall cancel(ApiCall call, Instant recorded) {
        return ApiCall.newBuilder(call)
                .setCorrection(CorrectionKind.CANCEL)
                .setRecordedAt(recorded)
                .build();
    }

    /** @param instead the call as it should have been */
    public static ApiCall amend(ApiCall call, ApiCall instead, Instant recorded) {
        AmendedCall amended = AmendedCall.newBuilder()
                .setModel(instead.getModel())
                .setRoute(instead.getRoute())
                .setStatus(instead.getStatus())
                .setLatencyMs(instead.getLatencyMs())
                .setInputTokens(instead.getInputTokens())
                .setOutputTokens(instead.getOutputTokens())
                .build();
        return ApiCall.newBuilder(call)
                .setCorrection(CorrectionKind.AMEND)
                .setAmended(amended)
                .setRecordedAt(recorded)
                .build();
    }

    public static Fact fact(ApiCall call, int partition, long offset) {
        return FactProjection.checked(
                FactProjection.of(new Origin(FactTopic.API_CALLS, partition, offset), identity(call), call));
    }

    public static Fact decision(Verdict verdict, ApiCall call, Instant decided, int partition, long offset) {
        Origin origin = new Origin(FactTopic.QUARANTINE_DECISIONS, partition, offset);
        return FactProjection.checked(FactProjection.of(
                origin, identity(call), new QuarantineDecision(verdict, call), decided.toEpochMilli() * 1_000));
    }

    public static Identity identity(ApiCall call) {
        String request = call.getRequestId();
        return request == null
                ? Identity.of(call.getTenantId(), call.getSource(), call.getEventId())
                : Identity.ofRequest(call.getTenantId(), call.getSource(), request);
    }
}
