package io.matrixplatform.streams.metering.facts;

import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.Dimension;
import io.matrixplatform.events.metering.Measure;
import io.matrixplatform.events.metering.RuntimeMetric;
import io.matrixplatform.events.metering.UsageEvent;
import io.matrixplatform.events.registry.UndecodableException;
import io.matrixplatform.model.metering.Identity;
import io.matrixplatform.model.metering.Quantity;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Avro records to facts. The numbers that fields are hashed under stand for ever. */
final class FactProjection {
    static final String API_CALL_TYPE = "io.matrixplatform.api-call.v1";
    static final String RUNTIME_METRIC_TYPE = "io.matrixplatform.runtime-metric.v1";

    /** The edge accepts 35 days; a slice's state is kept longer than this, so a fact never meets a freed one. */
    private static final long PAST_MAX = Duration.ofDays(36).toNanos() / 1_000;

    private static final long FUTURE_MAX = Duration.ofDays(1).toNanos() / 1_000;

    /** Minutes since 1970 are counted in an int: until the year 6053. */
    private static final long FARTHEST = Integer.MAX_VALUE * 60_000_000L;

    private FactProjection() {}

    static Fact of(Origin origin, Identity identity, ApiCall call) {
        Envelope envelope = new Envelope(
                call.getEventId(),
                call.getTenantId(),
                call.getSource(),
                call.getSubscriptionId(),
                micros(call.getOccurredAt()),
                micros(call.getRecordedAt()));
        Long firstToken = call.getTimeToFirstTokenMs();
        long hash = new PayloadHash()
                .add(1, envelope.occurredAt())
                .add(2, call.getSubject())
                .add(3, call.getModel())
                .add(4, call.getRoute())
                .add(5, call.getStatus())
                .add(6, call.getLatencyMs())
                .add(7, firstToken == null ? 0 : firstToken + 1)
                .add(8, call.getInputTokens())
                .add(9, call.getOutputTokens())
                .add(10, call.getCachedInputTokens())
                .add(11, call.getReasoningOutputTokens())
                .add(12, call.getEstimated())
                .add(13, call.getAppId())
                .add(14, call.getPartnerId())
                .value();
        return new Fact(origin, identity, hash, envelope, payload(call, firstToken));
    }

    private static Payload payload(ApiCall call, @Nullable Long firstToken) {
        String[] dimensions = {
            call.getSource(),
            orEmpty(call.getSubject()),
            call.getModel(),
            call.getRoute(),
            Integer.toString(call.getStatus()),
            call.getKeyId(),
            orEmpty(call.getAppId()),
            orEmpty(call.getPartnerId()),
            Boolean.toString(call.getEstimated())
        };
        long input = call.getInputTokens();
        long output = call.getOutputTokens();
        long cached = call.getCachedInputTokens();
        long reasoning = call.getReasoningOutputTokens();
        long latency = call.getLatencyMs();
        return firstToken == null
                ? Payload.ofWhole(
                        API_CALL_TYPE, Shape.UNSTREAMED_API_CALL, dimensions, input, output, cached, reasoning, latency)
                : Payload.ofWhole(
                        API_CALL_TYPE,
                        Shape.API_CALL,
                        dimensions,
                        input,
                        output,
                        cached,
                        reasoning,
                        latency,
                        firstToken);
    }

    /** The envelope's source and subject hold their names: fields of the data that have the same are out of reach. */
    static Fact of(Origin origin, Identity identity, UsageEvent event) {
        Envelope envelope = new Envelope(
                event.getEventId(),
                event.getTenantId(),
                event.getSource(),
                event.getSubscriptionId(),
                micros(event.getOccurredAt()),
                micros(event.getRecordedAt()));
        PayloadHash hash = new PayloadHash()
                .add(1, envelope.occurredAt())
                .add(2, event.getType())
                .add(3, event.getSubject());
        List<String> dimensionNames = new ArrayList<>(List.of("source", "subject"));
        List<String> dimensions = new ArrayList<>(List.of(event.getSource(), orEmpty(event.getSubject())));
        for (Dimension dimension : event.getDimensions()) {
            hash.add(4, dimension.getName()).add(5, dimension.getValue());
            dimensionNames.add(dimension.getName());
            dimensions.add(dimension.getValue());
        }
        List<String> measureNames = new ArrayList<>();
        List<BigDecimal> measures = new ArrayList<>();
        for (Measure measure : event.getMeasures()) {
            hash.add(6, measure.getName()).add(7, measure.getQuantity());
            measureNames.add(measure.getName());
            measures.add(checked(measure.getName(), measure.getQuantity()));
        }
        Payload payload = Payload.of(
                event.getType(), new Shape(dimensionNames, measureNames), dimensions.toArray(String[]::new), measures);
        return new Fact(origin, identity, hash.value(), envelope, payload);
    }

    static Fact of(Origin origin, Identity identity, RuntimeMetric metric) {
        Envelope envelope = new Envelope(
                metric.getEventId(),
                metric.getTenantId(),
                metric.getSource(),
                metric.getSubscriptionId(),
                micros(metric.getOccurredAt()),
                micros(metric.getRecordedAt()));
        long hash = new PayloadHash()
                .add(1, envelope.occurredAt())
                .add(2, metric.getInstanceId())
                .add(3, metric.getMetric())
                .add(4, metric.getUnit())
                .add(5, metric.getQuantity())
                .value();
        String[] dimensions = {metric.getSource(), "", metric.getInstanceId(), metric.getMetric(), metric.getUnit()};
        BigDecimal quantity = checked("quantity", metric.getQuantity());
        Payload payload = Payload.of(RUNTIME_METRIC_TYPE, Shape.RUNTIME_METRIC, dimensions, List.of(quantity));
        return new Fact(origin, identity, hash, envelope, payload);
    }

    /** @throws UndecodableException if the fact says nothing that could be counted */
    static Fact checked(Fact fact) {
        Envelope envelope = fact.envelope();
        if (envelope.tenantId().isEmpty()
                || envelope.source().isEmpty()
                || envelope.eventId().isEmpty()
                || fact.payload().eventType().isEmpty()) {
            throw new UndecodableException("incomplete", "tenant, source, event id or type is empty");
        }
        long age = envelope.recordedAt() - envelope.occurredAt();
        if (age > PAST_MAX || age < -FUTURE_MAX) {
            throw new UndecodableException("out-of-bounds", "occurred_at is too far from recorded_at");
        }
        if (Math.abs(envelope.occurredAt()) > FARTHEST) {
            throw new UndecodableException("out-of-bounds", "occurred_at is thousands of years away");
        }
        return fact;
    }

    private static BigDecimal checked(String name, BigDecimal quantity) {
        try {
            return new Quantity(quantity).value();
        } catch (IllegalArgumentException bad) {
            throw new UndecodableException("invalid-quantity", name + ": " + bad.getMessage(), bad);
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static long micros(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
    }
}
