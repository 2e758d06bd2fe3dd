package io.matrixplatform.api.metering.calls;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.matrixplatform.events.metering.ApiCall;
import java.time.Instant;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One record of a call, as it stands in the log.
 *
 * @param partition of the topic {@code metering.api-calls.v1}
 * @param correction cancel or amend; null for the call itself
 * @param timeToFirstTokenMs null when nothing was streamed
 * @param estimated whether the tokens are counted by us, and not told by the model's server
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecordedCall(
        int partition,
        long offset,
        String source,
        String eventId,
        Instant occurredAt,
        Instant recordedAt,
        String keyId,
        @Nullable String subscriptionId,
        @Nullable String subject,
        @Nullable String correction,
        String model,
        String route,
        int status,
        long latencyMs,
        @Nullable Long timeToFirstTokenMs,
        long inputTokens,
        long outputTokens,
        long cachedInputTokens,
        long reasoningOutputTokens,
        boolean estimated) {
    static RecordedCall of(ConsumerRecord<?, ?> record, ApiCall call) {
        return new RecordedCall(
                record.partition(),
                record.offset(),
                call.getSource(),
                call.getEventId(),
                call.getOccurredAt(),
                call.getRecordedAt(),
                call.getKeyId(),
                call.getSubscriptionId(),
                call.getSubject(),
                call.getCorrection() == null
                        ? null
                        : call.getCorrection().name().toLowerCase(Locale.ROOT),
                call.getModel(),
                call.getRoute(),
                call.getStatus(),
                call.getLatencyMs(),
                call.getTimeToFirstTokenMs(),
                call.getInputTokens(),
                call.getOutputTokens(),
                call.getCachedInputTokens(),
                call.getReasoningOutputTokens(),
                call.getEstimated());
    }
}
