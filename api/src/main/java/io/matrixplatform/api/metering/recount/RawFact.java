package io.matrixplatform.api.metering.recount;

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
    static final String API_CALL = "io.matrixplatform.api-call.v1";

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
}
