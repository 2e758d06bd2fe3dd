package io.matrixplatform.streams.metering.facts;

import io.matrixplatform.events.metering.AmendedCall;
import io.matrixplatform.events.metering.AmendedUsage;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.CorrectionKind;
import io.matrixplatform.events.metering.Dimension;
import io.matrixplatform.events.metering.Measure;
import io.matrixplatform.events.metering.QuarantineDecision;
import io.matrixplatform.events.metering.UsageEvent;
import io.matrixplatform.events.registry.UndecodableException;
import io.matrixplatform.model.metering.Identity;
import io.matrixplatform.model.metering.Quantity;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Avro records to facts. The numbers that fields are hashed under stand for ever. */
final class FactProjection {
    static final String API_CALL_TYPE = "io.matrixplatform.api-call.v1";

    /** The edge accepts 35 days; a slice's state is kept longer than this, so a fact never meets a freed one. */
    private static final long PAST_MAX = Duration.ofDays(36).toNanos() / 1_000;

    private static final long FUTURE_MAX = Duration.ofDays(1).toNanos() / 1_000;

    /** Minutes since 1970 are counted in an int: until the year 6053. */
    private static final long FARTHEST = Integer.MAX_VALUE * 60_000_000L;

    private static final long MICROS_PER_SECOND = 1_000_000L;

    private FactProjection() {}

    static Fact of(Origin origin, Identity identity, ApiCall call) {
        Envelope envelope = new Envelope(
                call.getEventId(),
                call.getTenantId(),
                call.getSource(),
                call.getSubscriptionId(),
                micros(call.getOccurredAt()),
                micros(call.getRecordedAt()));
        Act act = actOf(call.getCorrection());
        Fact original = new Fact(origin, identity, hash(call), envelope, payload(call));
        if (act == Act.USE) {
            return original;
        }
        ApiCall amended = act == Act.AMEND ? amended(call) : null;
        return said(act, original, amended == null ? null : new Amendment(hash(amended), payload(amended)));
    }

    /** @param decidedAt when it was put into the log, micros since 1970 */
    static Fact of(Origin origin, Identity identity, QuarantineDecision decision, long decidedAt) {
        Fact held = of(origin, identity, decision.getCall());
        Act act = switch (decision.getVerdict()) {
            case RELEASE -> Act.RELEASE;
            case REJECT -> Act.REJECT;
        };
        Envelope of = held.envelope();
        Envelope envelope = new Envelope(
                of.eventId(),
                of.tenantId(),
                of.source(),
                of.subscriptionId(),
                of.occurredAt(),
                of.recordedAt(),
                decidedAt);
        return new Fact(origin, identity, held.payloadHash(), envelope, held.payload(), act, null);
    }

    private static Fact said(Act act, Fact of, @Nullable Amendment amendment) {
        return new Fact(of.origin(), of.identity(), of.payloadHash(), of.envelope(), of.payload(), act, amendment);
    }

    private static Act actOf(@Nullable CorrectionKind correction) {
        if (correction == null) {
            return Act.USE;
        }
        return switch (correction) {
            case CANCEL -> Act.CANCEL;
            case AMEND -> Act.AMEND;
        };
    }

    /** The call as it should have been. */
    private static ApiCall amended(ApiCall call) {
        AmendedCall amended = call.getAmended();
        if (amended == null) {
            throw new UndecodableException("incomplete", "an amendment without what counts instead");
        }
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

    private static long hash(ApiCall call) {
        Long firstToken = call.getTimeToFirstTokenMs();
        return new PayloadHash()
                .add(1, micros(call.getOccurredAt()))
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
                .add(15, call.getRequestId())
                .add(16, call.getFrame())
                .add(17, call.getFinalFrame())
                .value();
    }

    private static Payload payload(ApiCall call) {
        Shape shape = Shape.ofCall(call.getTimeToFirstTokenMs() != null, call.getRequestId() != null);
        return Payload.ofWhole(API_CALL_TYPE, shape, dimensions(call, shape), measures(call, shape));
    }

    private static String[] dimensions(ApiCall call, Shape shape) {
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
        if (call.getRequestId() == null) {
            return dimensions;
        }
        String[] framed = Arrays.copyOf(dimensions, shape.dimensions().size());
        framed[dimensions.length] = call.getRequestId();
        framed[dimensions.length + 1] = Boolean.toString(call.getFinalFrame());
        return framed;
    }

    private static long[] measures(ApiCall call, Shape shape) {
        long[] measures = new long[shape.measures().size()];
        measures[0] = call.getInputTokens();
        measures[1] = call.getOutputTokens();
        measures[2] = call.getCachedInputTokens();
        measures[3] = call.getReasoningOutputTokens();
        measures[4] = call.getLatencyMs();
        Long firstToken = call.getTimeToFirstTokenMs();
        if (firstToken != null) {
            measures[5] = firstToken;
        }
        if (call.getRequestId() != null) {
            measures[measures.length - 1] = call.getFrame();
        }
        return measures;
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
        Act act = actOf(event.getCorrection());
        Amendment original = project(event, event.getMeasures(), event.getDimensions());
        Fact fact = new Fact(origin, identity, original.payloadHash(), envelope, original.payload());
        return act == Act.USE ? fact : said(act, fact, act == Act.AMEND ? amendment(event) : null);
    }

    private static Amendment amendment(UsageEvent event) {
        AmendedUsage amended = event.getAmended();
        if (amended == null) {
            throw new UndecodableException("incomplete", "an amendment without what counts instead");
        }
        return project(event, amended.getMeasures(), amended.getDimensions());
    }

    private static Amendment project(UsageEvent event, List<Measure> measured, List<Dimension> labels) {
        PayloadHash hash = new PayloadHash()
                .add(1, micros(event.getOccurredAt()))
                .add(2, event.getType())
                .add(3, event.getSubject());
        List<String> dimensionNames = new ArrayList<>(List.of("source", "subject"));
        List<String> dimensions = new ArrayList<>(List.of(event.getSource(), orEmpty(event.getSubject())));
        for (Dimension dimension : labels) {
            hash.add(4, dimension.getName()).add(5, dimension.getValue());
            dimensionNames.add(dimension.getName());
            dimensions.add(dimension.getValue());
        }
        List<String> measureNames = new ArrayList<>();
        List<BigDecimal> measures = new ArrayList<>();
        for (Measure measure : measured) {
            hash.add(6, measure.getName()).add(7, measure.getQuantity());
            measureNames.add(measure.getName());
            measures.add(checked(measure.getName(), measure.getQuantity()));
        }
        Payload payload = Payload.of(
                event.getType(), new Shape(dimensionNames, measureNames), dimensions.toArray(String[]::new), measures);
        return new Amendment(hash.value(), payload);
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
        if (!isInUnsignedSeconds(envelope.recordedAt())) {
            throw new UndecodableException("out-of-bounds", "recorded_at is before 1970 or after 2105");
        }
        if (!isNear(envelope.occurredAt(), envelope.recordedAt())) {
            throw new UndecodableException("out-of-bounds", "occurred_at is too far from recorded_at");
        }
        if (!isThisSideOfFarthest(envelope.occurredAt())) {
            throw new UndecodableException("out-of-bounds", "occurred_at is thousands of years away");
        }
        return fact;
    }

    /** Of micros since 1970. */
    static boolean isWithinBounds(long occurredAt, long recordedAt) {
        return isInUnsignedSeconds(recordedAt) && isNear(occurredAt, recordedAt) && isThisSideOfFarthest(occurredAt);
    }

    private static boolean isInUnsignedSeconds(long recordedAt) {
        long second = Math.floorDiv(recordedAt, MICROS_PER_SECOND);
        return second == Integer.toUnsignedLong((int) second);
    }

    private static boolean isNear(long occurredAt, long recordedAt) {
        long age = recordedAt - occurredAt;
        return age <= PAST_MAX && age >= -FUTURE_MAX;
    }

    private static boolean isThisSideOfFarthest(long occurredAt) {
        return Math.abs(occurredAt) <= FARTHEST;
    }

    static BigDecimal checked(String name, BigDecimal quantity) {
        try {
            return new Quantity(quantity).value();
        } catch (IllegalArgumentException bad) {
            throw new UndecodableException("invalid-quantity", name + ": " + bad.getMessage(), bad);
        }
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    static long micros(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), MICROS_PER_SECOND), time.getNano() / 1_000);
    }
}
