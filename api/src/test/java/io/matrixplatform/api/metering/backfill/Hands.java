package io.matrixplatform.api.metering.backfill;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.matrixplatform.api.access.audit.AuditLog;
import io.matrixplatform.api.catalog.meters.Meter;
import io.matrixplatform.api.catalog.meters.Meters;
import io.matrixplatform.api.catalog.usagerules.UsageRules;
import io.matrixplatform.api.metering.ledger.LedgerProjection;
import io.matrixplatform.api.metering.quarantine.Quarantine;
import io.matrixplatform.api.metering.recount.RawLog;
import io.matrixplatform.api.metering.recount.RecountLimits;
import io.matrixplatform.api.metering.recount.RecountRules;
import io.matrixplatform.api.platform.Platform;
import io.matrixplatform.api.platform.json.Dialect;
import io.matrixplatform.api.testing.FakeRegistry;
import io.matrixplatform.api.testing.TestDatabase;
import io.matrixplatform.api.testing.TestPlatform;
import io.matrixplatform.events.Topics;
import io.matrixplatform.model.ids.BackfillId;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.MeterKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Does the worker's steps one by one, with a log that a test writes, and projects what is said to Kafka. */
final class Hands {
    final FakeLog log;

    private final TenantId tenant;
    private final Jdbi jdbi = TestDatabase.jdbi();
    private final WorkDao dao = jdbi.onDemand(WorkDao.class);
    private final Platform platform = TestPlatform.at(InstantSource.system());
    private final AuditLog audit = new AuditLog(jdbi, Dialect.teach(new ObjectMapper()), InstantSource.system());
    private final MockProducer<byte[], byte[]> kafka =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final LedgerProjection projection = new LedgerProjection(FakeRegistry.client());
    private final Handle lock = jdbi.open();

    Hands(TenantId tenant) {
        this.tenant = tenant;
        this.log = new FakeLog(tenant.toString());
    }

    /** From now on the server's own worker stands by. */
    void takeTheWork() {
        await().atMost(Duration.ofSeconds(30)).until(() -> BackfillWorker.LOCK.tryTake(lock));
    }

    void giveTheWorkBack() {
        BackfillWorker.LOCK.giveBack(lock);
        lock.close();
    }

    Meter meter(MeterKey key) {
        return new Meters(platform, audit).get(tenant, key);
    }

    /** Does everything up to the difference. */
    void count(BackfillId id, Meter meter, BackfillLimits limits) {
        RawLog raw = new RawLog(
                log::open,
                FakeRegistry.client(),
                new RecountLimits(1, 1, Duration.ofSeconds(1)),
                InstantSource.system());
        RecountRules rules = new RecountRules(new UsageRules(platform, audit), new Quarantine(platform, audit));
        CountChunks counting = new CountChunks(jdbi, raw, rules, limits, InstantSource.system());
        Backfill backfill = find(id);
        counting.plan(backfill, meter);
        for (Optional<Chunk> chunk = dao.nextChunk(id); chunk.isPresent(); chunk = dao.nextChunk(id)) {
            counting.count(backfill, meter, chunk.get());
        }
        new ConcludeDifference(jdbi, InstantSource.system()).conclude(backfill, meter);
    }

    /** Publishes what is to be published, and has it projected. */
    void publish(BackfillId id) throws InterruptedException {
        kafka.clear();
        PublishEntries publishing = new PublishEntries(
                jdbi, kafka, FakeRegistry.client(), Map::of, Duration.ofDays(7), InstantSource.system());
        publishing.publish(find(id));
        kafka.history().stream()
                .filter(said -> said.topic().equals(Topics.METERING_USAGE_LEDGER.name()))
                .forEach(said -> book(new ConsumerRecord<>(said.topic(), 0, 0, said.key(), said.value())));
        dao.move(id, Backfill.State.APPLYING, Backfill.State.APPLIED, Instant.now());
        dao.move(id, Backfill.State.REVERSING, Backfill.State.REVERSED, Instant.now());
    }

    /** Those that something was said to when it was published last. */
    List<String> topics() {
        return kafka.history().stream().map(ProducerRecord::topic).toList();
    }

    void book(ConsumerRecord<byte[], byte[]> conclusion) {
        jdbi.useTransaction(transaction -> projection.apply(transaction, List.of(conclusion)));
    }

    private Backfill find(BackfillId id) {
        return jdbi.withExtension(BackfillDao.class, found -> found.find(tenant, id))
                .orElseThrow();
    }
}
