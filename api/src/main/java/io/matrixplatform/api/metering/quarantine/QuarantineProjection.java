package io.matrixplatform.api.metering.quarantine;

import io.matrixplatform.api.platform.projections.Projection;
import io.matrixplatform.events.Topic;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.QuarantinedCall;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Handle;

/** Brings held calls into PostgreSQL. One that the job says again, as after a restart, is the one that is there. */
public final class QuarantineProjection implements Projection {
    private final RecordDecoder<QuarantinedCall> decoder;

    public QuarantineProjection(SchemaRegistry registry) {
        this.decoder = new RecordDecoder<>(Topics.METERING_QUARANTINE, registry);
    }

    @Override
    public String name() {
        return "metering-quarantine";
    }

    @Override
    public List<Topic> topics() {
        return List.of(Topics.METERING_QUARANTINE);
    }

    @Override
    public void apply(Handle transaction, List<ConsumerRecord<byte[], byte[]>> batch) {
        List<HeldCall> calls = new ArrayList<>(batch.size());
        List<byte[]> said = new ArrayList<>(batch.size());
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            calls.add(held(decoder.decode(record.value())));
            said.add(record.value());
        }
        transaction.attach(QuarantineDao.class).insert(calls, said);
    }

    private static HeldCall held(QuarantinedCall said) {
        ApiCall call = said.getCall();
        return new HeldCall(
                said.getFactPartition() + "-" + said.getFactOffset(),
                HeldCall.State.HELD,
                call.getTenantId(),
                call.getEventId(),
                call.getSource(),
                call.getOccurredAt(),
                call.getRecordedAt(),
                call.getModel(),
                call.getRoute(),
                call.getStatus(),
                call.getInputTokens(),
                call.getOutputTokens(),
                call.getCachedInputTokens(),
                call.getReasoningOutputTokens(),
                call.getEstimated(),
                said.getAmends(),
                said.getRuleModel(),
                said.getRuleVersion(),
                said.getReason(),
                said.getDetail(),
                null,
                null,
                null);
    }
}
