package io.matrixplatform.api.metering.quarantine;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call in quarantine, or one that was.
 *
 * @param id where it stands in Kafka: partition and offset
 * @param amends whether it is what a correction puts in the place of an earlier payload
 * @param ruleModel whose rule it broke; {@code *} is the rule of every other model
 * @param reason stable code
 * @param recordedAt of the call; of an amendment, that of the call it amends
 * @param decidedBy who released or rejected it, as the audit log names people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HeldCall(
        String id,
        State state,
        String tenantId,
        String eventId,
        String source,
        Instant occurredAt,
        Instant recordedAt,
        String model,
        String route,
        int status,
        long inputTokens,
        long outputTokens,
        long cachedInputTokens,
        long reasoningOutputTokens,
        boolean estimated,
        boolean amends,
        String ruleModel,
        long ruleVersion,
        String reason,
        String detail,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy,
        @Nullable String note) {
    /** What was decided of it. */
    public enum State {
        HELD,
        RELEASED,
        REJECTED
    }

    HeldCall decided(State to, Instant at, String by, @Nullable String why) {
        return new HeldCall(
                id,
                to,
                tenantId,
                eventId,
                source,
                occurredAt,
                recordedAt,
                model,
                route,
                status,
                inputTokens,
                outputTokens,
                cachedInputTokens,
                reasoningOutputTokens,
                estimated,
                amends,
                ruleModel,
                ruleVersion,
                reason,
                detail,
                at,
                by,
                why);
    }
}
