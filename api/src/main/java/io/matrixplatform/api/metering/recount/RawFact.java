package io.matrixplatform.api.metering.recount;

import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.Dimension;
import io.matrixplatform.events.metering.Measure;
import io.matrixplatform.events.metering.UsageEvent;
import io.matrixplatform.model.metering.measures.Fields;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A fact as the raw log has it, of either fact topic.
 *
 * @param measures by name; empty for one that it lacks
 * @param dimensions by name; {@code ""} for one that it lacks
 */
public record RawFact(
        String tenantId,
        String source,
        String eventId,
        Instant occurredAt,
        Instant recordedAt,
        String type,
        Function<String, Optional<BigDecimal>> measures,
        Function<String, String> dimensions) {
    private static final String API_CALL = "io.matrixplatform.api-call.v1";

    /**
     * What makes a fact the same fact, within one tenant: source and event id within one topic. Between topics there is no
     * order, so an API call and a usage event that share an id are two facts.
     */
    public String identity() {
        return (type.equals(API_CALL) ? "call" : "event") + '\n' + source + '\n' + eventId;
    }

    /** By name, as a meter's rule asks for them. */
    public Fields fields() {
        return new Fields() {
            @Override
            public @Nullable BigDecimal number(String name) {
                return measures.apply(name).orElse(null);
            }

            @Override
            public String dimension(String name) {
                return dimensions.apply(name);
            }
        };
    }

    /** Micros since 1970. */
    public long occurredAtMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, occurredAt);
    }

    static RawFact of(ApiCall call) {
        return new RawFact(
                call.getTenantId(),
                call.getSource(),
                call.getEventId(),
                call.getOccurredAt(),
                call.getRecordedAt(),
                API_CALL,
                name -> measure(call, name),
                name -> dimension(call, name));
    }

    static RawFact of(UsageEvent event) {
        return new RawFact(
                event.getTenantId(),
                event.getSource(),
                event.getEventId(),
                event.getOccurredAt(),
                event.getRecordedAt(),
                event.getType(),
                name -> measure(event, name),
                name -> dimension(event, name));
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

    /** The envelope's source and subject hold their names: fields of the data that have the same are out of reach. */
    private static String dimension(UsageEvent event, String name) {
        if (name.equals("source")) {
            return event.getSource();
        }
        if (name.equals("subject")) {
            return event.getSubject() == null ? "" : event.getSubject();
        }
        return event.getDimensions().stream()
                .filter(dimension -> dimension.getName().equals(name))
                .map(Dimension::getValue)
                .findFirst()
                .orElse("");
    }
}
