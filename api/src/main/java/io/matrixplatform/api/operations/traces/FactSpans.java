package io.matrixplatform.api.operations.traces;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.operations.TracedFact;
import io.matrixplatform.tracing.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.time.Instant;

/**
 * Makes the spans of facts behind the log. They begin and end when it was seen from here, which is half a second late at most.
 *
 * @param metering makes those of the metering job
 * @param ledger makes those of the ledger
 */
public record FactSpans(Tracing metering, Tracing ledger) {
    Span meter(TracedFact fact) {
        return metering.tracer()
                .spanBuilder("meter")
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(Tracing.continued(fact.getTraceparent()))
                .setStartTimestamp(fact.getPublishedAt())
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.name", "meter")
                .setAttribute("messaging.operation.type", "process")
                .setAttribute("messaging.consumer.group.name", Topics.METERING_GROUP)
                .setAttribute("messaging.destination.name", fact.getTopic())
                .setAttribute("messaging.destination.partition.id", Integer.toString(fact.getPartition()))
                .setAttribute("messaging.kafka.offset", fact.getOffset())
                .setAttribute("matrix.tenant_id", fact.getTenantId())
                .setAttribute("matrix.source", fact.getSource())
                .setAttribute("matrix.event_id", fact.getEventId())
                .startSpan();
    }

    Span ledger(Span meter, Instant from) {
        return ledger.tracer()
                .spanBuilder("ledger")
                .setSpanKind(SpanKind.INTERNAL)
                .setParent(Context.root().with(meter))
                .setStartTimestamp(from)
                .setAttribute("db.system.name", "postgresql")
                .setAttribute("db.collection.name", "metering.usage_ledger")
                .startSpan();
    }
}
