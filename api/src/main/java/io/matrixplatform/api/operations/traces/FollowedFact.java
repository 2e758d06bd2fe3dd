package io.matrixplatform.api.operations.traces;

import io.matrixplatform.events.operations.TracedFact;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A traced fact on its way: at metering, then on to the ledger. */
final class FollowedFact {
    private final TracedFact fact;
    private Span span;
    /** Where the ledger must be to have it; null while it is at metering. */
    private @Nullable Map<TopicPartition, Long> target;

    /** @param meter the span of its time at metering */
    FollowedFact(TracedFact fact, Span meter) {
        this.fact = fact;
        this.span = meter;
    }

    boolean isForLedger() {
        return target != null;
    }

    /** @param checkpoint next offsets of a complete one */
    boolean isMeteredBy(Map<TopicPartition, Long> checkpoint) {
        TopicPartition partition = new TopicPartition(fact.getTopic(), fact.getPartition());
        return target == null && checkpoint.getOrDefault(partition, 0L) > fact.getOffset();
    }

    void isMetered(FactSpans spans, Instant seen, Map<TopicPartition, Long> conclusionEnds) {
        span.end(seen);
        span = spans.ledger(span, seen);
        target = conclusionEnds;
    }

    /** @return whether its trace has come to its end */
    boolean endsIn(Map<TopicPartition, Long> inLedger, Instant seen) {
        Map<TopicPartition, Long> wanted = target;
        boolean isThere = wanted != null
                && wanted.entrySet().stream()
                        .allMatch(each -> inLedger.getOrDefault(each.getKey(), -1L) >= each.getValue());
        if (isThere) {
            span.end(seen);
        }
        return isThere;
    }

    /** @return whether its trace has come to its end, since nothing is heard of it any more */
    boolean isGivenUp(Instant now) {
        boolean isOverdue =
                fact.getPublishedAt().plus(TraceProjection.GIVEN_UP_AFTER).isBefore(now);
        if (isOverdue) {
            span.setAttribute("error.type", "timeout").setStatus(StatusCode.ERROR);
            span.end(now);
        }
        return isOverdue;
    }
}
