package io.matrixplatform.api.platform.projections;

import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(ProjectionOffset.class)
interface ProjectionOffsetDao {
    @SqlQuery("""
            SELECT topic, partition, next_offset
              FROM platform.projection_offset
             WHERE projection = :projection
            """)
    List<ProjectionOffset> find(String projection);

    @SqlUpdate("""
            INSERT INTO platform.projection_offset (projection, topic, partition, next_offset)
            VALUES (:projection, :topic, :partition, :nextOffset)
                ON CONFLICT DO NOTHING
            """)
    void begin(String projection, String topic, int partition, long nextOffset);

    /** Moves on only if nobody else has. */
    @SqlUpdate("""
            UPDATE platform.projection_offset
               SET next_offset = :next
             WHERE projection = :projection
               AND topic = :topic
               AND partition = :partition
               AND next_offset = :expected
            """)
    boolean move(String projection, String topic, int partition, long expected, long next);
}
