package io.matrixplatform.streams.metering.repeats;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.QuarantinedCall;
import io.matrixplatform.events.metering.UsageConflict;
import io.matrixplatform.streams.metering.facts.CallRecord;
import io.matrixplatform.streams.metering.facts.Envelope;
import io.matrixplatform.streams.metering.facts.Fact;
import io.matrixplatform.streams.metering.facts.Origin;
import io.matrixplatform.streams.metering.rules.Breach;
import io.matrixplatform.streams.platform.Outgoing;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** What is said of facts that do not count. */
final class Reports {
    private Reports() {}

    /** @param firstRecordedDay UTC day of what stands, counted from 1970 */
    static Outgoing conflict(Fact fact, String reason, int firstRecordedDay) {
        Envelope envelope = fact.envelope();
        UsageConflict conflict = UsageConflict.newBuilder()
                .setEventId(envelope.eventId())
                .setTenantId(envelope.tenantId())
                .setSource(envelope.source())
                .setFactTopic(fact.origin().topic().topic().name())
                .setFactPartition(fact.origin().partition())
                .setFactOffset(fact.origin().offset())
                .setOccurredAt(time(envelope.occurredAt()))
                .setRecordedAt(time(envelope.recordedAt()))
                .setFirstRecordedOn(LocalDate.ofEpochDay(firstRecordedDay))
                .setReason(reason)
                .build();
        return new Outgoing(Topics.METERING_CONFLICTS, fact.identity().toBytes(), conflict);
    }

    /**
     * @param origin of the record that said it
     * @param held with the stamps and the payload that it would be counted with
     */
    static Outgoing quarantined(Origin origin, Fact held, boolean amends, Breach breach) {
        QuarantinedCall call = QuarantinedCall.newBuilder()
                .setFactPartition(origin.partition())
                .setFactOffset(origin.offset())
                .setAmends(amends)
                .setRuleModel(breach.model())
                .setRuleVersion(breach.version())
                .setReason(breach.reason())
                .setDetail(breach.detail())
                .setCall(CallRecord.of(held.envelope(), held.payload()))
                .build();
        return Outgoing.of(Topics.METERING_QUARANTINE, origin.partition() + "-" + origin.offset(), call);
    }

    private static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
