package io.matrixplatform.api.metering.backfill;

import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.matrixplatform.api.access.audit.AuditLog;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.catalog.meters.Meters;
import io.matrixplatform.api.metering.progress.ConclusionEnds;
import io.matrixplatform.api.metering.progress.ProgressReports;
import io.matrixplatform.api.metering.recount.RawLog;
import io.matrixplatform.api.metering.recount.RecountRules;
import io.matrixplatform.api.platform.Platform;
import io.matrixplatform.api.platform.workers.SoleWorker;
import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;

/** Wires backfills. */
public final class BackfillModule {
    private static final Duration POLL = Duration.ofMillis(500);

    public final Backfills backfills;

    /** What they stand on. */
    public record Ground(
            RawLog log, RecountRules rules, Meters meters, ProgressReports progress, Duration rollupsKept) {}

    public BackfillModule(
            BackfillLimits limits,
            Platform platform,
            Ground ground,
            AuditLog audit,
            Tenants tenants,
            Environment environment) {
        backfills = new Backfills(platform, ground.meters, audit);
        ConclusionEnds ends = new ConclusionEnds(platform.kafka());
        Producer<byte[], byte[]> producer = platform.kafka().producer("backfills");
        BackfillWorker.Steps steps = new BackfillWorker.Steps(
                new CountChunks(platform.jdbi(), ground.log, ground.rules, limits, platform.clock()),
                new ConcludeDifference(platform.jdbi(), platform.clock()),
                new PublishEntries(
                        platform.jdbi(), producer, platform.registry(), ends, ground.rollupsKept, platform.clock()));
        environment.lifecycle().manage(new AutoCloseableManager(producer));
        environment.lifecycle().manage(ends);
        BackfillWorker worker =
                new BackfillWorker(platform.jdbi(), ground.meters, ground.progress, steps, platform.clock());
        environment.lifecycle().manage(new SoleWorker("backfills", BackfillWorker.LOCK, POLL, platform.jdbi(), worker));
        environment
                .jersey()
                .register(new BackfillResource(
                        backfills, tenants, platform.idempotency(), environment.getObjectMapper()));
    }
}
