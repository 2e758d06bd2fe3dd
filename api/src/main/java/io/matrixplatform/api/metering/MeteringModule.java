package io.matrixplatform.api.metering;

import io.dropwizard.core.setup.Environment;
import io.matrixplatform.api.access.AccessModule;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.catalog.CatalogModule;
import io.matrixplatform.api.catalog.meters.Meters;
import io.matrixplatform.api.metering.backfill.BackfillModule;
import io.matrixplatform.api.metering.calls.RecordedCallResource;
import io.matrixplatform.api.metering.calls.RecordedCalls;
import io.matrixplatform.api.metering.certificates.CertificateModule;
import io.matrixplatform.api.metering.fates.FateProjection;
import io.matrixplatform.api.metering.fates.FateReportResource;
import io.matrixplatform.api.metering.fates.FateResource;
import io.matrixplatform.api.metering.fates.Fates;
import io.matrixplatform.api.metering.ledger.Ledger;
import io.matrixplatform.api.metering.ledger.LedgerProjection;
import io.matrixplatform.api.metering.ledger.LedgerResource;
import io.matrixplatform.api.metering.live.LiveModule;
import io.matrixplatform.api.metering.preview.MeterPreviewResource;
import io.matrixplatform.api.metering.preview.MeterPreviews;
import io.matrixplatform.api.metering.progress.BalanceResource;
import io.matrixplatform.api.metering.progress.ConclusionEnds;
import io.matrixplatform.api.metering.progress.ProgressProjection;
import io.matrixplatform.api.metering.progress.ProgressReports;
import io.matrixplatform.api.metering.progress.ProgressResource;
import io.matrixplatform.api.metering.quarantine.DecisionResource;
import io.matrixplatform.api.metering.quarantine.Quarantine;
import io.matrixplatform.api.metering.quarantine.QuarantineProjection;
import io.matrixplatform.api.metering.quarantine.QuarantineResource;
import io.matrixplatform.api.metering.recount.RawLog;
import io.matrixplatform.api.metering.recount.RecountResource;
import io.matrixplatform.api.metering.recount.RecountRules;
import io.matrixplatform.api.metering.recount.Recounts;
import io.matrixplatform.api.metering.usage.PinotBroker;
import io.matrixplatform.api.metering.usage.UsageQueries;
import io.matrixplatform.api.metering.usage.UsageResource;
import io.matrixplatform.api.platform.Platform;
import io.matrixplatform.api.platform.projections.Projection;
import io.matrixplatform.api.platform.projections.ProjectionOffsets;
import io.matrixplatform.api.platform.projections.ProjectionRunner;
import java.util.List;

/** Wires metering: what exists, in which order. */
public final class MeteringModule {
    /** To be watched: when one stops, answers grow old. */
    public final List<ProjectionRunner> projections;

    /** How far metering and the ledger are, as this process sees it. */
    public final ProgressProjection progressing;

    public final LiveModule live;
    public final UsageQueries usage;
    public final PinotBroker pinot;
    public final ProgressReports progress;
    public final Ledger ledger;

    public MeteringModule(
            MeteringConfig config,
            Platform platform,
            AccessModule access,
            CatalogModule catalog,
            Environment environment) {
        Tenants tenants = access.tenants;
        Meters meters = catalog.meters;
        ConclusionEnds ends = new ConclusionEnds(platform.kafka());
        ProjectionRunner ledgerRunner = runner(platform, new LedgerProjection(platform.registry()));
        progressing = new ProgressProjection(
                platform.jdbi(), platform.registry(), ends, new ProjectionOffsets(platform.jdbi()));
        ProjectionRunner progressRunner = runner(platform, progressing);
        Fates fates = new Fates(platform.jdbi(), config.fatesKept(), platform.clock());
        ProjectionRunner fateRunner =
                runner(platform, new FateProjection(platform.registry(), fates, platform.clock()));
        Quarantine quarantine = new Quarantine(platform, access.audit);
        ProjectionRunner quarantineRunner = runner(platform, new QuarantineProjection(platform.registry()));
        projections = List.of(ledgerRunner, progressRunner, fateRunner, quarantineRunner);
        environment.lifecycle().manage(ends);
        projections.forEach(environment.lifecycle()::manage);

        ledger = new Ledger(platform.jdbi(), platform.clock());
        progress = new ProgressReports(platform.jdbi());
        pinot = new PinotBroker(config.pinotBroker(), config.pinotTimeout(), environment.metrics());
        environment.lifecycle().manage(pinot);
        usage = UsageQueries.of(pinot, ledger, config.rollupsKept(), platform.clock());
        RawLog log = new RawLog(
                () -> platform.kafka().consumer("raw-log"), platform.registry(), config.recount(), platform.clock());
        RecountRules rules = new RecountRules(catalog.usageRules, quarantine);
        BackfillModule backfill = new BackfillModule(
                config.backfill(),
                platform,
                new BackfillModule.Ground(log, rules, meters, progress, config.rollupsKept()),
                access.audit,
                tenants,
                environment);
        Recounts recounts = new Recounts(
                log,
                config.recount(),
                rules,
                meters,
                ledger,
                usage,
                progress,
                backfill.backfills::onTheBooks,
                platform.clock());
        new CertificateModule(
                config.certificates(),
                platform,
                new CertificateModule.Ground(rules, meters, ledger, usage, progress),
                access.audit,
                tenants,
                environment);
        live = new LiveModule(config.live(), platform, tenants, meters, access.authentication, environment);
        environment.jersey().register(new UsageResource(usage, meters, tenants));
        environment.jersey().register(new MeterPreviewResource(new MeterPreviews(log, platform.clock()), tenants));
        environment.jersey().register(new RecountResource(recounts, tenants));
        RecordedCalls calls = new RecordedCalls(
                () -> platform.kafka().consumer("recorded-calls"), platform.registry(), platform.clock());
        environment.jersey().register(new RecordedCallResource(calls, tenants));
        environment.jersey().register(new LedgerResource(ledger, tenants));
        environment.jersey().register(new FateResource(fates, tenants));
        environment.jersey().register(new FateReportResource(fates));
        environment.jersey().register(new QuarantineResource(quarantine, tenants, environment.getObjectMapper()));
        environment.jersey().register(new DecisionResource(quarantine, platform.idempotency()));
        environment.jersey().register(new ProgressResource(progress, ledgerRunner::lag));
        environment.jersey().register(new BalanceResource(progress));
    }

    private static ProjectionRunner runner(Platform platform, Projection projection) {
        return new ProjectionRunner(
                platform.jdbi(), projection, () -> platform.kafka().consumer(projection.name()), platform.clock());
    }
}
