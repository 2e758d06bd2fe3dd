package io.matrixplatform.api.access.audit;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(AuditEntry.class)
@RegisterConstructorMapper(ChainHead.class)
interface AuditDao {
    @SqlUpdate("""
            INSERT INTO access.audit_chain (chain, length, hash)
            VALUES (:chain, 0, :genesis)
                ON CONFLICT (chain) DO NOTHING
            """)
    void begin(String chain, String genesis);

    /** Whoever appends waits here for whoever appended before, until that one has committed or given up. */
    @SqlQuery("""
            SELECT length, hash
              FROM access.audit_chain
             WHERE chain = :chain
               FOR UPDATE
            """)
    ChainHead lockHead(String chain);

    @SqlQuery("""
            SELECT length, hash
              FROM access.audit_chain
             WHERE chain = :chain
             UNION ALL
            SELECT 0, :genesis
             WHERE NOT EXISTS (SELECT 1 FROM access.audit_chain WHERE chain = :chain)
            """)
    ChainHead head(String chain, String genesis);

    /** An entry that no append has written; seen in one snapshot with the head. */
    @SqlQuery("""
            SELECT min(sequence)
              FROM access.audit_entry
              LEFT JOIN access.audit_chain USING (chain)
             WHERE chain = :chain
               AND sequence > coalesce(length, 0)
            HAVING count(*) > 0
            """)
    Optional<Long> firstBeyondHead(String chain);

    @SqlUpdate("""
            INSERT INTO access.audit_entry
                   (chain, sequence, recorded_at, actor_kind, actor_id, actor_name, action, subject, before, after,
                    previous_hash, hash)
            VALUES (:chain, :sequence, :recordedAt, :actor.kind, :actor.id, :actor.name, :action, :subject,
                    :before::json, :after::json, :previousHash, :hash)
            """)
    void insert(@BindMethods AuditEntry entry);

    @SqlUpdate("""
            UPDATE access.audit_chain
               SET length = length + 1,
                   hash = :hash
             WHERE chain = :chain
            """)
    void advance(String chain, String hash);

    /** Newest first. */
    @SqlQuery("""
            SELECT chain, sequence, recorded_at, actor_kind, actor_id, actor_name, action, subject, before, after,
                   previous_hash, hash
              FROM access.audit_entry
             WHERE chain = :chain
               AND sequence < :below
               AND (:actor::text IS NULL OR actor_id = :actor::text)
               AND (:action::text IS NULL OR action = :action::text)
               AND (:from::timestamptz IS NULL OR recorded_at >= :from::timestamptz)
               AND (:to::timestamptz IS NULL OR recorded_at < :to::timestamptz)
             ORDER BY sequence DESC
             LIMIT :limit
            """)
    List<AuditEntry> newest(String chain, long below, @BindMethods AuditFilter filter, int limit);

    /** Oldest first, of those in {@code (after, through]}. */
    @SqlQuery("""
            SELECT chain, sequence, recorded_at, actor_kind, actor_id, actor_name, action, subject, before, after,
                   previous_hash, hash
              FROM access.audit_entry
             WHERE chain = :chain
               AND sequence > :after
               AND sequence <= :through
               AND (:actor::text IS NULL OR actor_id = :actor::text)
               AND (:action::text IS NULL OR action = :action::text)
               AND (:from::timestamptz IS NULL OR recorded_at >= :from::timestamptz)
               AND (:to::timestamptz IS NULL OR recorded_at < :to::timestamptz)
             ORDER BY sequence
             LIMIT :limit
            """)
    List<AuditEntry> oldest(String chain, long after, long through, @BindMethods AuditFilter filter, int limit);
}
