package io.matrixplatform.api.metering.progress;

import io.matrixplatform.api.metering.ledger.LedgerProjection;
import io.matrixplatform.api.platform.projections.Projection;
import io.matrixplatform.api.platform.projections.ProjectionOffsets;
import io.matrixplatform.events.Topic;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.MeteringProgress;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the progress. When the job says it is through T, the conclusions behind that stand before the end offsets that the
 * conclusion topics have after it was said; once the ledger projection has passed those, the ledger is through T. One such
 * target is pursued at a time, so that a projection that is behind for long still gets there.
 */
public final class ProgressProjection implements Projection {
    static final String JOB = "metering";

    private final Jdbi jdbi;
    private final EndOffsets endOffsets;
    private final ProjectionOffsets projected;
    private final RecordDecoder<MeteringProgress> decoder;
    private @Nullable Target target;
    private volatile Progress latest = Progress.NONE;

    /** Reads the end offsets of the topics whose conclusions the ledger is made of. */
    public interface EndOffsets {
        Map<TopicPartition, Long> read();
    }

    public ProgressProjection(Jdbi jdbi, SchemaRegistry registry, EndOffsets endOffsets, ProjectionOffsets projected) {
        this.jdbi = jdbi;
        this.endOffsets = endOffsets;
        this.projected = projected;
        this.decoder = new RecordDecoder<>(Topics.METERING_PROGRESS, registry);
    }

    @Override
    public String name() {
        return "metering-progress";
    }

    @Override
    public List<Topic> topics() {
        return List.of(Topics.METERING_PROGRESS);
    }

    @Override
    public void apply(Handle transaction, List<ConsumerRecord<byte[], byte[]>> batch) {
        ProgressDao dao = transaction.attach(ProgressDao.class);
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            MeteringProgress progress = decoder.decode(record.value());
            boolean isNews = dao.process(
                    progress.getJob(),
                    progress.getProcessedThrough(),
                    progress.getPublishedAt(),
                    progress.getOrderNumber(),
                    progress.getCheckpointId(),
                    progress.getRecordsIn());
            if (isNews) {
                Map<String, Long> fates = progress.getFates();
                List<String> names = List.copyOf(fates.keySet());
                dao.balance(
                        progress.getJob(), names, names.stream().map(fates::get).toList());
            }
        }
    }

    @Override
    public void afterPoll() {
        Target pursued = target;
        if (pursued == null) {
            latest = jdbi.withExtension(ProgressDao.class, dao -> dao.find(JOB)).orElse(Progress.NONE);
            target = next(latest).orElse(null);
        } else if (pursued.isReached(projected.find(LedgerProjection.NAME))) {
            jdbi.useExtension(ProgressDao.class, dao -> dao.project(JOB, pursued.through()));
            target = null;
        }
    }

    /** As of a moment ago, without asking the database. May be called by any thread. */
    public Progress latest() {
        return latest;
    }

    private java.util.Optional<Target> next(Progress progress) {
        Instant through = progress.processedThrough();
        if (through == null || through.equals(progress.ledgerThrough())) {
            return java.util.Optional.empty();
        }
        return java.util.Optional.of(new Target(through, endOffsets.read()));
    }

    /** Where the ledger projection must be for the ledger to be through that instant. */
    private record Target(Instant through, Map<TopicPartition, Long> offsets) {
        boolean isReached(Map<TopicPartition, Long> projected) {
            return offsets.entrySet().stream()
                    .allMatch(wanted -> projected.getOrDefault(wanted.getKey(), -1L) >= wanted.getValue());
        }
    }
}
