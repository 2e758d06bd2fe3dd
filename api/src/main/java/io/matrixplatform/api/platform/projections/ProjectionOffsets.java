package io.matrixplatform.api.platform.projections;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** How far the projections are. Thread-safe. */
public final class ProjectionOffsets {
    private final Jdbi jdbi;

    public ProjectionOffsets(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The first offset of each partition that has not taken effect yet; empty before the first start. */
    public Map<TopicPartition, Long> find(String projection) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        jdbi.withExtension(ProjectionOffsetDao.class, dao -> dao.find(projection))
                .forEach(row -> offsets.put(new TopicPartition(row.topic(), row.partition()), row.nextOffset()));
        return offsets;
    }

    void begin(String projection, TopicPartition partition, long nextOffset) {
        jdbi.useExtension(
                ProjectionOffsetDao.class,
                dao -> dao.begin(projection, partition.topic(), partition.partition(), nextOffset));
    }

    /** @throws FencedException if another process has moved the offset since it was read */
    static void move(Handle transaction, String projection, TopicPartition partition, long expected, long next) {
        ProjectionOffsetDao dao = transaction.attach(ProjectionOffsetDao.class);
        if (!dao.move(projection, partition.topic(), partition.partition(), expected, next)) {
            throw new FencedException(projection, partition);
        }
    }
}
