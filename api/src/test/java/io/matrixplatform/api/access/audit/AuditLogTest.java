package io.matrixplatform.api.access.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropwizard.jackson.Jackson;
import io.matrixplatform.api.access.audit.AuditVerification.BrokenEntry;
import io.matrixplatform.api.access.audit.AuditVerification.Fault;
import io.matrixplatform.api.access.callers.Actor;
import io.matrixplatform.api.platform.json.Dialect;
import io.matrixplatform.api.testing.TestDatabase;
import io.matrixplatform.model.ids.TenantId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditLogTest {
    private final Jdbi jdbi = TestDatabase.jdbi();
    private final AuditLog audit = new AuditLog(jdbi, Dialect.teach(Jackson.newObjectMapper()), InstantSource.system());
    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final String chain = tenant.toString();

    @Test
    void findsAChainIntactThatNobodyTouched() {
        assertThat(audit.verify(chain)).isEqualTo(new AuditVerification(chain, 0, AuditLog.GENESIS, null));

        append(3);

        List<AuditEntry> entries = exported();
        assertThat(audit.verify(chain))
                .isEqualTo(new AuditVerification(chain, 3, entries.get(2).hash(), null));
        assertThat(entries).extracting(AuditEntry::sequence).containsExactly(1L, 2L, 3L);
        assertThat(entries.get(0).previousHash()).isEqualTo(AuditLog.GENESIS);
        assertThat(entries.get(1).previousHash()).isEqualTo(entries.get(0).hash());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "recorded_at = recorded_at + interval '1 microsecond'",
                "actor_kind = 'user'",
                "actor_id = 'somebody'",
                "actor_name = 'Somebody'",
                "action = 'key.lost'",
                "subject = 'key_2'",
                "before = NULL",
                "before = '{\"name\":\"p\"}'",
                "after = '{\"name\":\"k\",\"scopes\":[]}'",
                "hash = repeat('a', 64)"
            })
    void namesTheFirstEntryThatWasAltered(String change) {
        append(7);

        tamper("UPDATE access.audit_entry SET " + change + " WHERE chain = :chain AND sequence IN (4, 6)");

        assertThat(audit.verify(chain).isIntact()).isFalse();
        assertThat(audit.verify(chain).firstBroken()).isEqualTo(new BrokenEntry(4, Fault.ALTERED));
        assertThat(audit.verify(chain).entries()).isEqualTo(3);
    }

    @Test
    void namesWhatWasRemovedAtTheStartInTheMiddleAndAtTheEnd() {
        append(5);

        tamper("DELETE FROM access.audit_entry WHERE chain = :chain AND sequence = 5");
        BrokenEntry end = audit.verify(chain).firstBroken();
        tamper("DELETE FROM access.audit_entry WHERE chain = :chain AND sequence = 3");
        BrokenEntry middle = audit.verify(chain).firstBroken();
        tamper("DELETE FROM access.audit_entry WHERE chain = :chain AND sequence = 1");
        BrokenEntry start = audit.verify(chain).firstBroken();

        assertThat(List.of(start, middle, end))
                .containsExactly(
                        new BrokenEntry(1, Fault.MISSING),
                        new BrokenEntry(3, Fault.MISSING),
                        new BrokenEntry(5, Fault.MISSING));
    }

    @Test
    void seesAnEntryThatWasMovedIntoAGap() {
        append(4);

        tamper("DELETE FROM access.audit_entry WHERE chain = :chain AND sequence = 2");
        tamper("UPDATE access.audit_entry SET sequence = sequence - 1 WHERE chain = :chain AND sequence > 2");

        assertThat(audit.verify(chain).firstBroken()).isEqualTo(new BrokenEntry(2, Fault.UNLINKED));
    }

    @Test
    void seesAChainThatWasRewrittenConsistentlyFromTheGroundUp() {
        TenantId forger = new TenantId(UUID.randomUUID());
        append(3);
        appendTo(forger, 3, "forged");

        tamper("DELETE FROM access.audit_entry WHERE chain = :chain");
        List<AuditEntry> forged = new ArrayList<>();
        audit.export(forger.toString(), AuditFilter.NONE, forged::add);
        // An attacker who knows the rule can make entries that agree with each other, but not with the head.
        String previous = AuditLog.GENESIS;
        for (AuditEntry entry : forged) {
            AuditEntry moved = audit.resealed(entry, chain, previous);
            previous = moved.hash();
            jdbi.useTransaction(transaction -> {
                transaction.execute("SET LOCAL session_replication_role = replica");
                transaction.attach(AuditDao.class).insert(moved);
            });
        }

        assertThat(audit.verify(chain).firstBroken()).isEqualTo(new BrokenEntry(3, Fault.REWRITTEN));
    }

    @Test
    void seesAnEntryBehindTheHead() {
        append(2);

        tamper("""
                INSERT INTO access.audit_entry
                SELECT chain, 3, recorded_at, actor_kind, actor_id, actor_name, action, subject, before, after, hash, hash
                  FROM access.audit_entry
                 WHERE chain = :chain AND sequence = 2
                """);

        assertThat(audit.verify(chain).firstBroken()).isEqualTo(new BrokenEntry(3, Fault.UNCOUNTED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE access.audit_entry SET subject = 'x'",
                "DELETE FROM access.audit_entry",
                "TRUNCATE access.audit_entry",
                "TRUNCATE access.audit_chain CASCADE",
                "DELETE FROM access.audit_chain",
                "UPDATE access.audit_chain SET length = length - 1",
                "UPDATE access.audit_chain SET hash = 'x'",
                "INSERT INTO access.audit_entry SELECT chain, sequence + 100, recorded_at, actor_kind, actor_id,"
                        + " actor_name, action, subject, before, after, previous_hash, hash FROM access.audit_entry",
            })
    void isRefusedByTheDatabaseToBeAnythingButAppendedTo(String change) {
        append(2);

        assertThatThrownBy(() -> jdbi.useHandle(handle -> handle.execute(change)))
                .rootCause()
                .hasMessageMatching("(?s).*(only be appended|one entry at a time|follows the head).*");
    }

    @Test
    void forgetsWhatWasRolledBackWithoutLeavingAGap() {
        append(1);
        jdbi.useTransaction(transaction -> {
            audit.append(transaction, event(tenant, "lost"));
            transaction.rollback();
        });
        append(1);

        assertThat(exported()).extracting(AuditEntry::subject).containsExactly("key_0", "key_0");
        assertThat(audit.verify(chain).isIntact()).isTrue();
    }

    @Test
    void staysOneGaplessChainUnderConcurrentTransactionsOfWhichSomeFail() {
        int writers = 8;
        int each = 25;
        ExecutorService threads = Executors.newFixedThreadPool(writers);

        IntStream.range(0, writers)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> appendSomeAndLoseSome(writer, each), threads))
                .toList()
                .forEach(CompletableFuture::join);
        threads.shutdown();

        int kept = writers * each * 4 / 5;
        assertThat(exported())
                .extracting(AuditEntry::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, kept).boxed().toList());
        assertThat(exported()).extracting(AuditEntry::subject).doesNotHaveDuplicates();
        assertThat(audit.verify(chain).isIntact()).isTrue();
    }

    @Test
    void exportsMoreThanOneBatchInOrder() {
        jdbi.useTransaction(transaction ->
                IntStream.range(0, 1_001).forEach(i -> audit.append(transaction, event(tenant, "key_" + i))));

        assertThat(exported())
                .extracting(AuditEntry::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 1_001).boxed().toList());
        assertThat(audit.verify(chain).entries()).isEqualTo(1_001);
    }

    private void appendSomeAndLoseSome(int writer, int each) {
        for (int i = 0; i < each; i++) {
            boolean lose = i % 5 == 0;
            String subject = "key_" + writer + "_" + i;
            jdbi.useTransaction(transaction -> {
                audit.append(transaction, event(tenant, subject));
                if (lose) {
                    transaction.rollback();
                }
            });
        }
    }

    private void append(int entries) {
        appendTo(tenant, entries, "key");
    }

    private void appendTo(TenantId owner, int entries, String prefix) {
        for (int i = 0; i < entries; i++) {
            String subject = prefix + "_" + i;
            jdbi.useTransaction(transaction -> audit.append(transaction, event(owner, subject)));
        }
    }

    private static AuditEvent event(TenantId tenant, String subject) {
        return new AuditEvent(
                Actor.OPERATOR_TOKEN,
                tenant,
                "api-key.changed",
                subject,
                Map.of("name", "o", "scopes", List.of()),
                Map.of("scopes", List.of("inference"), "name", "k"));
    }

    private List<AuditEntry> exported() {
        List<AuditEntry> entries = new ArrayList<>();
        audit.export(chain, AuditFilter.NONE, entries::add);
        return entries;
    }

    /** As somebody who may switch the triggers off. */
    private void tamper(String sql) {
        jdbi.useTransaction(transaction -> {
            transaction.execute("SET LOCAL session_replication_role = replica");
            transaction.createUpdate(sql).bind("chain", chain).execute();
        });
    }
}
