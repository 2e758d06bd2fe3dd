package io.matrixplatform.api.metering.recount;

import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.Measure;
import io.matrixplatform.events.metering.UsageEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** A fact as the raw log has it, of either fact topic. */
record RawFact(
        String tenantId,
        String source,
        String eventId,
        Instant occurredAt,
        Instant recordedAt,
        String type,
        Function<String, Optional<BigDecimal>> measures) {
    private static final String API_CALL = "io.matrixplatform.api-call.v1";

    /**
     * What makes a fact the same fact, within one tenant: source and event id within one topic. Between topics there is no
     * order, so an API call and a usage event that share an id are two facts.
     */
    String identity() {
        return (type.equals(API_CALL) ? "call" : "event") + '\n' + source + '\n' + eventId;
    }

    static RawFact of(ApiCall call) {
        return new RawFact(
                call.getTenantId(),
                call.getSource(),
                call.getEventId(),
                call.getOccurredAt(),
                call.getRecordedAt(),
                API_CALL,
                name -> measure(call, name));
    }

    static RawFact of(UsageEvent event) {
        return new RawFact(
                event.getTenantId(),
                event.getSource(),
                event.getEventId(),
                event.getOccurredAt(),
                event.getRecordedAt(),
                event.getType(),
                name -> measure(event, name));
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

    private static Optional<BigDecimal> measure(UsageEvent event, String name) {
        return event.getMeasures().stream()
                .filter(measure -> measure.getName().equals(name))
                .map(Measure::getQuantity)
                .findFirst();
    }
}
