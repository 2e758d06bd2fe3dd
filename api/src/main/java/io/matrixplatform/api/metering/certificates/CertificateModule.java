package io.matrixplatform.api.metering.certificates;

import io.dropwizard.core.setup.Environment;
import io.matrixplatform.api.access.audit.AuditLog;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.catalog.meters.Meters;
import io.matrixplatform.api.metering.ledger.Ledger;
import io.matrixplatform.api.metering.progress.ProgressReports;
import io.matrixplatform.api.metering.recount.RecountRules;
import io.matrixplatform.api.metering.usage.UsageQueries;
import io.matrixplatform.api.platform.Platform;
import io.matrixplatform.api.platform.workers.SoleWorker;
import java.time.Duration;

/** Wires certificates. */
public final class CertificateModule {
    private static final Duration POLL = Duration.ofSeconds(1);

    /** What they are made of. */
    public record Ground(
            RecountRules rules, Meters meters, Ledger ledger, UsageQueries usage, ProgressReports progress) {}

    public CertificateModule(
            CertificateLimits limits,
            Platform platform,
            Ground ground,
            AuditLog audit,
            Tenants tenants,
            Environment environment) {
        Certificates certificates = new Certificates(platform, environment.getObjectMapper(), audit);
        DrawCertificates drawing = new DrawCertificates(
                platform.jdbi(),
                () -> platform.kafka().consumer("certificates"),
                platform.registry(),
                ground.rules,
                ground.meters,
                new RollupStage(ground.usage, ground.ledger, platform.clock()),
                limits,
                platform.clock());
        CertificateWorker worker = new CertificateWorker(
                platform.jdbi(), certificates, drawing, tenants, ground.progress, platform.uuids(), platform.clock());
        environment
                .lifecycle()
                .manage(new SoleWorker("certificates", CertificateWorker.LOCK, POLL, platform.jdbi(), worker));
        environment.jersey().register(new CertificateResource(certificates, tenants));
        environment.jersey().register(new CertificateOrderResource(certificates, tenants, platform.idempotency()));
    }
}
