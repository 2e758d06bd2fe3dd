package io.matrixplatform.api.metering.certificates;

import io.matrixplatform.api.metering.recount.RawCall;
import io.matrixplatform.api.metering.recount.RawEvent;
import io.matrixplatform.api.metering.recount.RawFact;
import io.matrixplatform.api.metering.recount.RawSample;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.QuarantineDecision;
import io.matrixplatform.events.metering.RuntimeMetric;
import io.matrixplatform.events.metering.UsageEvent;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record of the raw log that can be read.
 *
 * @param said a call, a usage event, a sample, or a decision about a call
 */
record LogRecord(ConsumerRecord<byte[], byte[]> stored, SpecificRecord said) {
    /** When it was recorded, as the log has it. */
    Instant timestamp() {
        return Instant.ofEpochMilli(stored.timestamp());
    }

    String tenantId() {
        if (said instanceof ApiCall call) {
            return call.getTenantId();
        }
        if (said instanceof UsageEvent event) {
            return event.getTenantId();
        }
        return said instanceof RuntimeMetric metric
                ? metric.getTenantId()
                : decision().getCall().getTenantId();
    }

    /** What is earlier cannot have to do with it, unless it is in conflict. */
    Instant reachesBackTo() {
        if (said instanceof ApiCall call) {
            return call.getOccurredAt();
        }
        if (said instanceof UsageEvent event) {
            return event.getOccurredAt();
        }
        if (said instanceof RuntimeMetric metric) {
            return metric.getOccurredAt();
        }
        Instant occurred = decision().getCall().getOccurredAt();
        Instant recorded = decision().getCall().getRecordedAt();
        return occurred.isBefore(recorded) ? occurred : recorded;
    }

    QuarantineDecision decision() {
        return (QuarantineDecision) said;
    }

    /** Of a decision, the call that it is about. */
    RawFact fact() {
        if (said instanceof ApiCall call) {
            return RawCall.of(call);
        }
        if (said instanceof UsageEvent event) {
            return RawEvent.of(event);
        }
        return said instanceof RuntimeMetric metric
                ? RawSample.of(metric)
                : RawCall.of(decision().getCall());
    }

    /** Everything that the log says of it: offset, timestamp, and key and value with their lengths before them. */
    byte[] content() {
        byte[] key = stored.key();
        byte[] value = stored.value();
        int length = 2 * Long.BYTES + 2 * Integer.BYTES + (key == null ? 0 : key.length) + value.length;
        ByteBuffer content =
                ByteBuffer.allocate(length).putLong(stored.offset()).putLong(stored.timestamp());
        content.putInt(key == null ? -1 : key.length);
        if (key != null) {
            content.put(key);
        }
        return content.putInt(value.length).put(value).array();
    }
}
