package io.matrixplatform.api.metering.recount;

import static io.matrixplatform.events.metering.CorrectionKind.AMEND;
import static java.util.Objects.requireNonNull;

import io.matrixplatform.events.metering.AmendedCall;
import io.matrixplatform.events.metering.AmendedUsage;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.CorrectionKind;
import io.matrixplatform.events.metering.Dimension;
import io.matrixplatform.events.metering.Measure;
import io.matrixplatform.events.metering.UsageEvent;
import io.matrixplatform.model.metering.Identity;
import io.matrixplatform.model.metering.measures.Fields;
import io.matrixplatform.model.metering.measures.RuntimeMetrics;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A fact as the raw log has it, of any fact topic.
 *
 * @param measures by name; empty for one that it lacks
 * @param dimensions by name; {@code ""} for one that it lacks
 * @param payload all that another record of its identity may say differently
 * @param stamps what the edge says of it
 * @param correction null for a fact; of what corrects one, which repeats that one's payload
 * @param frame null unless it is one of several that tell of one request
 */
public record RawFact(
        String tenantId,
        String source,
        String eventId,
        Instant occurredAt,
        Instant recordedAt,
        String type,
        Function<String, Optional<BigDecimal>> measures,
        Function<String, String> dimensions,
        String payload,
        Stamps stamps,
        @Nullable RawCorrection correction,
        @Nullable RawFrame frame) {
    private static final String API_CALL = "io.matrixplatform.api-call.v1";

    /**
     * What the edge knows of who sent it. What is counted of a correction is counted by its original's.
     *
     * @param subscriptionId public form; null while the tenant has none
     */
    public record Stamps(@Nullable String subscriptionId, String keyId) {
        static final Stamps NONE = new Stamps(null, "");
    }

    /** A fact whose payload nobody compares. */
    public RawFact(
            String tenantId,
            String source,
            String eventId,
            Instant occurredAt,
            Instant recordedAt,
            String type,
            Function<String, Optional<BigDecimal>> measures,
            Function<String, String> dimensions) {
        this(
                tenantId,
                source,
                eventId,
                occurredAt,
                recordedAt,
                type,
                measures,
                dimensions,
                "",
                Stamps.NONE,
                null,
                null);
    }

    /**
     * What makes a fact the same fact, within one tenant: source and event id within one topic. Between topics there is no
     * order, so an API call and a usage event that share an id are two facts. Of frames, source and request.
     */
    public String identity() {
        if (frame != null) {
            return "request\n" + source + '\n' + frame.requestId();
        }
        String topic = type.equals(API_CALL) ? "call" : type.equals(RuntimeMetrics.TYPE) ? "sample" : "event";
        return topic + '\n' + source + '\n' + eventId;
    }

    /** Of two frames of one request, of which the first came first, the one that counts. */
    public static RawFact lastOf(RawFact one, RawFact next) {
        return one.frame != null && next.frame != null && next.frame.replaces(one.frame) ? next : one;
    }

    /** As metering tells facts of one instant apart. */
    public Identity hashedIdentity() {
        return frame == null
                ? Identity.of(tenantId, source, eventId)
                : Identity.ofRequest(tenantId, source, frame.requestId());
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

    /** The same as if the edge had stamped it so. */
    public RawFact stamped(Stamps other) {
        Function<String, String> named =
                name -> isApiCall() && name.equals("key_id") ? other.keyId() : dimensions.apply(name);
        RawFact instead = correction == null ? null : correction.instead();
        return new RawFact(
                tenantId,
                source,
                eventId,
                occurredAt,
                recordedAt,
                type,
                measures,
                named,
                payload,
                other,
                instead == null ? correction : new RawCorrection(instead.stamped(other)),
                frame);
    }

    /** Micros since 1970. */
    public long occurredAtMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, occurredAt);
    }

    /** Whether it corrects another, and is no fact itself. */
    public boolean isCorrection() {
        return correction != null;
    }

    boolean isSample() {
        return type.equals(RuntimeMetrics.TYPE);
    }

    public boolean isApiCall() {
        return type.equals(API_CALL);
    }

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

    public static RawFact of(UsageEvent event) {
        CorrectionKind kind = event.getCorrection();
        return of(event, kind == null ? null : new RawCorrection(kind == AMEND ? of(amended(event)) : null));
    }

    private static RawFact of(UsageEvent event, @Nullable RawCorrection correction) {
        return new RawFact(
                event.getTenantId(),
                event.getSource(),
                event.getEventId(),
                event.getOccurredAt(),
                event.getRecordedAt(),
                event.getType(),
                name -> measure(event, name),
                name -> dimension(event, name),
                payloadOf(event),
                new Stamps(event.getSubscriptionId(), event.getKeyId()),
                correction,
                null);
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

    private static String payloadOf(UsageEvent event) {
        StringBuilder said = new StringBuilder(event.getOccurredAt() + "\n" + event.getType() + "\n");
        said.append(event.getSubject()).append(event.getDimensions());
        event.getMeasures()
                .forEach(measure -> said.append(measure.getName())
                        .append('=')
                        .append(measure.getQuantity().stripTrailingZeros().toPlainString())
                        .append('\n'));
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

    private static UsageEvent amended(UsageEvent event) {
        AmendedUsage amended = requireNonNull(event.getAmended());
        return UsageEvent.newBuilder(event)
                .setMeasures(amended.getMeasures())
                .setDimensions(amended.getDimensions())
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
