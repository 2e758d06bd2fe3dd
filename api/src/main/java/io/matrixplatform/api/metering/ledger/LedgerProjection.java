package io.matrixplatform.api.metering.ledger;

import io.matrixplatform.api.platform.projections.Projection;
import io.matrixplatform.events.Topic;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.LateUsage;
import io.matrixplatform.events.metering.UsageLedgerEntry;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Handle;

/** Brings ledger entries and late usage into PostgreSQL, a batch in two statements. */
public final class LedgerProjection implements Projection {
    public static final String NAME = "metering-ledger";

    private final RecordDecoder<UsageLedgerEntry> ledgerDecoder;
    private final RecordDecoder<LateUsage> lateDecoder;

    public LedgerProjection(SchemaRegistry registry) {
        ledgerDecoder = new RecordDecoder<>(Topics.METERING_USAGE_LEDGER, registry);
        lateDecoder = new RecordDecoder<>(Topics.METERING_LATE_USAGE, registry);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Topic> topics() {
        return List.of(Topics.METERING_USAGE_LEDGER, Topics.METERING_LATE_USAGE);
    }

    @Override
    public void apply(Handle transaction, List<ConsumerRecord<byte[], byte[]>> batch) {
        ConclusionColumns ledger = new ConclusionColumns();
        ConclusionColumns late = new ConclusionColumns();
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            if (record.topic().equals(Topics.METERING_USAGE_LEDGER.name())) {
                ledger.add(Conclusion.of(ledgerDecoder.decode(record.value())));
            } else {
                late.add(Conclusion.of(lateDecoder.decode(record.value())));
            }
        }
        ConclusionDao dao = transaction.attach(ConclusionDao.class);
        if (!ledger.isEmpty()) {
            dao.upsertLedger(ledger);
        }
        if (!late.isEmpty()) {
            dao.upsertLate(late);
        }
    }
}
