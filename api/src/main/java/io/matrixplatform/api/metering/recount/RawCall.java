package io.matrixplatform.api.metering.recount;

import static io.matrixplatform.api.metering.recount.RawFact.API_CALL;
import static io.matrixplatform.events.metering.CorrectionKind.AMEND;
import static java.util.Objects.requireNonNull;

import io.matrixplatform.api.metering.recount.RawFact.Stamps;
import io.matrixplatform.events.metering.AmendedCall;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.CorrectionKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** API calls, and what corrects them, as the raw log has them. */
public final class RawCall {
    private RawCall() {}

    public static RawFact of(ApiCall call) {
        CorrectionKind kind = call.getCorrection();
        return of(call, kind == null ? null : new RawCorrection(kind == AMEND ? of(amended(call)) : null));
    }

    private static RawFact of(ApiCall call, @Nullable RawCorrection correction) {
        return new RawFact(
                call.getTenantId(),
                call.getSource(),
                call.getEventId(),
                call.getOccurredAt(),
                call.getRecordedAt(),
                API_CALL,
                name -> measure(call, name),
                name -> dimension(call, name),
                payloadOf(call),
                new Stamps(call.getSubscriptionId(), call.getKeyId()),
                correction,
                RawFrame.of(call));
    }

    /** Everything that one fact says and another of its identity may say differently. */
    private static String payloadOf(ApiCall call) {
        ApiCall said = ApiCall.newBuilder(call)
                .setRecordedAt(Instant.EPOCH)
                .setKeyId("")
                .setSubscriptionId(null)
                .setCorrection(null)
                .setAmended(null)
                .build();
        return said.toString();
    }

    private static ApiCall amended(ApiCall call) {
        AmendedCall amended = requireNonNull(call.getAmended());
        return ApiCall.newBuilder(call)
                .setModel(amended.getModel())
                .setRoute(amended.getRoute())
                .setStatus(amended.getStatus())
                .setLatencyMs(amended.getLatencyMs())
                .setTimeToFirstTokenMs(amended.getTimeToFirstTokenMs())
                .setInputTokens(amended.getInputTokens())
                .setOutputTokens(amended.getOutputTokens())
                .setCachedInputTokens(amended.getCachedInputTokens())
                .setReasoningOutputTokens(amended.getReasoningOutputTokens())
                .setEstimated(amended.getEstimated())
                .setAppId(amended.getAppId())
                .setPartnerId(amended.getPartnerId())
                .setCorrection(null)
                .setAmended(null)
                .build();
    }

    private static Optional<BigDecimal> measure(ApiCall call, String name) {
        return Optional.ofNullable(
                        switch (name) {
                            case "input_tokens" -> (Long) call.getInputTokens();
                            case "output_tokens" -> (Long) call.getOutputTokens();
                            case "cached_input_tokens" -> (Long) call.getCachedInputTokens();
                            case "reasoning_output_tokens" -> (Long) call.getReasoningOutputTokens();
                            case "latency_ms" -> (Long) call.getLatencyMs();
                            case "time_to_first_token_ms" -> call.getTimeToFirstTokenMs();
                            default -> null;
                        })
                .map(BigDecimal::valueOf);
    }

    private static String dimension(ApiCall call, String name) {
        String value = switch (name) {
            case "source" -> call.getSource();
            case "subject" -> call.getSubject();
            case "model" -> call.getModel();
            case "route" -> call.getRoute();
            case "status" -> Integer.toString(call.getStatus());
            case "key_id" -> call.getKeyId();
            case "app_id" -> call.getAppId();
            case "partner_id" -> call.getPartnerId();
            case "estimated" -> Boolean.toString(call.getEstimated());
            default -> "";
        };
        return value == null ? "" : value;
    }
}
