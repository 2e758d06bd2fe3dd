package io.matrixplatform.api;

import io.dropwizard.core.setup.Environment;
import io.dropwizard.db.ManagedDataSource;
import io.dropwizard.jdbi3.JdbiFactory;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.matrixplatform.api.access.AccessModule;
import io.matrixplatform.api.analytics.AnalyticsModule;
import io.matrixplatform.api.billing.BillingModule;
import io.matrixplatform.api.catalog.CatalogModule;
import io.matrixplatform.api.console.ConsoleModule;
import io.matrixplatform.api.inference.InferenceModule;
import io.matrixplatform.api.metering.MeteringModule;
import io.matrixplatform.api.operations.OperationsModule;
import io.matrixplatform.api.operations.traces.TraceModule;
import io.matrixplatform.api.platform.KafkaClients;
import io.matrixplatform.api.platform.Platform;
import io.matrixplatform.api.platform.health.FreshnessCheck;
import io.matrixplatform.api.platform.health.MigrationCheck;
import io.matrixplatform.api.platform.health.Prometheus;
import io.matrixplatform.api.platform.http.BodyLimit;
import io.matrixplatform.api.platform.http.ClientAddresses;
import io.matrixplatform.api.platform.http.CrossOrigin;
import io.matrixplatform.api.platform.http.ETags;
import io.matrixplatform.api.platform.http.ExactHeaders;
import io.matrixplatform.api.platform.http.PrivateAnswers;
import io.matrixplatform.api.platform.http.SecurityHeaders;
import io.matrixplatform.api.platform.http.StrictTransport;
import io.matrixplatform.api.platform.http.TypedParameters;
import io.matrixplatform.api.platform.idempotency.Idempotency;
import io.matrixplatform.api.platform.json.Dialect;
import io.matrixplatform.api.platform.limits.RequestLimits;
import io.matrixplatform.api.platform.limits.WrongCredentials;
import io.matrixplatform.api.platform.mail.Mails;
import io.matrixplatform.api.platform.openapi.DocsPages;
import io.matrixplatform.api.platform.openapi.OpenApiResource;
import io.matrixplatform.api.platform.outbox.OutboxPublisher;
import io.matrixplatform.api.platform.persistence.Databases;
import io.matrixplatform.api.platform.persistence.Migrations;
import io.matrixplatform.api.platform.problems.ProblemMapper;
import io.matrixplatform.api.platform.problems.ProblemResource;
import io.matrixplatform.api.platform.problems.ServerErrors;
import io.matrixplatform.api.platform.problems.ViolationMapper;
import io.matrixplatform.api.platform.projections.ProjectionRunner;
import io.matrixplatform.api.platform.requests.RequestIds;
import io.matrixplatform.api.platform.requests.RequestSpans;
import io.matrixplatform.api.platform.sealing.InstallationKey;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.model.ids.TimeOrderedUuids;
import io.matrixplatform.tracing.Tracing;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Puts the process together; reading it is reading the map. */
final class ApiAssembly {
    private static final int MAX_BODY_BYTES = 64 << 10;

    ApiAssembly(ApiConfiguration configuration, Environment environment, InstantSource clock) {
        ManagedDataSource pool = configuration.database().build(environment.metrics(), "postgresql");
        Migrations migrations = new Migrations(pool);
        migrations.apply();
        Platform platform = platform(configuration, environment, pool, clock);
        Tracing tracing = Tracing.ofRequests(
                configuration.tracing(), "matrix-api", platform.uuids().next().toString());
        environment.lifecycle().manage(new AutoCloseableManager(tracing));
        serveHttp(configuration, environment, platform, tracing);
        new ConsoleModule(configuration.console(), environment);

        AccessModule access =
                new AccessModule(configuration.access(), configuration.installation(), platform, environment);
        CatalogModule catalog = new CatalogModule(platform, access, environment.jersey());
        InferenceModule inference =
                new InferenceModule(configuration.inference(), platform, access, environment.jersey());
        MeteringModule metering = new MeteringModule(configuration.metering(), platform, access, catalog, environment);
        new AnalyticsModule(configuration.analytics(), platform, access.tenants, metering, environment);
        new OperationsModule(
                configuration.operations(), configuration.kafka(), platform, access, inference, metering, environment);
        new TraceModule(configuration.tracing(), tracing, platform, environment);
        BillingModule billing = new BillingModule(platform, access, catalog.plans, metering.ledger, environment);
        OutboxPublisher publisher = publisher(environment, platform);
        sendMail(environment, platform.mails());
        forgetOld(environment, List.of(platform.idempotency()::forgetOld, access::forgetOld));
        watch(environment, clock, migrations, publisher, metering);
        environment
                .healthChecks()
                .register("subscription-turns", new FreshnessCheck(billing.turns::lastSuccess, clock));
    }

    private static Platform platform(
            ApiConfiguration configuration, Environment environment, ManagedDataSource pool, InstantSource clock) {
        Jdbi jdbi = Databases.teach(new JdbiFactory().build(environment, configuration.database(), pool, "postgresql"));
        SecureRandom random = new SecureRandom();
        TimeOrderedUuids uuids = new TimeOrderedUuids(clock, random);
        InstallationKey installation =
                new InstallationKey(configuration.installation().key());
        return new Platform(
                jdbi,
                new KafkaClients(configuration.kafka()),
                SchemaRegistry.at(configuration.kafka().registryUrl()),
                clock,
                random,
                uuids,
                new Idempotency(jdbi, Dialect.teach(environment.getObjectMapper()), clock),
                installation,
                Mails.of(configuration.mail(), jdbi, installation, uuids, clock));
    }

    private static void serveHttp(
            ApiConfiguration configuration, Environment environment, Platform platform, Tracing tracing) {
        environment
                .servlets()
                .addFilter(
                        "client-addresses",
                        new ClientAddresses(configuration.http().trustedRanges()))
                .addMappingForUrlPatterns(null, false, "/*");
        environment
                .servlets()
                .addFilter("strict-transport", new StrictTransport())
                .addMappingForUrlPatterns(null, true, "/*");
        environment.lifecycle().addEventListener(new ExactHeaders());
        environment.jersey().register(new RequestIds(platform.uuids()));
        if (tracing.isOn()) {
            environment.jersey().register(new RequestSpans(tracing));
        }
        environment.jersey().register(new BodyLimit(MAX_BODY_BYTES));
        environment.jersey().register(new TypedParameters());
        environment.jersey().register(new ETags());
        environment.jersey().register(new PrivateAnswers());
        environment.jersey().register(new WrongCredentials(configuration.limits(), System::nanoTime));
        environment.jersey().register(new RequestLimits(configuration.limits(), System::nanoTime));
        environment.jersey().register(ProblemMapper.class);
        environment.jersey().register(ViolationMapper.class);
        environment.jersey().register(new ProblemResource());
        environment.jersey().register(new OpenApiResource(environment.getObjectMapper()));
        DocsPages.serveOn(environment);
        environment.getApplicationContext().insertHandler(new SecurityHeaders());
        CrossOrigin.handler(configuration.http().trustedOrigins())
                .ifPresent(environment.getApplicationContext()::insertHandler);
        ServerErrors serverErrors = new ServerErrors(SecurityHeaders::putInto);
        environment.getApplicationContext().setErrorHandler(serverErrors);
        environment.lifecycle().addServerLifecycleListener(server -> server.setErrorHandler(serverErrors));
    }

    private static OutboxPublisher publisher(Environment environment, Platform platform) {
        Producer<byte[], byte[]> producer = platform.kafka().producer("outbox");
        OutboxPublisher publisher =
                new OutboxPublisher(platform.jdbi(), producer, AccessModule.heartbeats(), platform.clock());
        environment.lifecycle().manage(new AutoCloseableManager(producer));
        environment.lifecycle().manage(publisher);
        return publisher;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the chore handles its own failure
    private static void sendMail(Environment environment, Mails mails) {
        environment
                .lifecycle()
                .scheduledExecutorService("mail", true)
                .threads(1)
                .build()
                .scheduleWithFixedDelay(new Chore("mail", mails::sendDue), 500, 500, TimeUnit.MILLISECONDS);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the chore handles its own failure
    private static void forgetOld(Environment environment, List<Runnable> chores) {
        ScheduledExecutorService executor = environment
                .lifecycle()
                .scheduledExecutorService("chores", true)
                .threads(1)
                .build();
        chores.forEach(chore ->
                executor.scheduleWithFixedDelay(new Chore("forget what is old", chore), 1, 60, TimeUnit.MINUTES));
    }

    private static void watch(
            Environment environment,
            InstantSource clock,
            Migrations migrations,
            OutboxPublisher publisher,
            MeteringModule metering) {
        environment.healthChecks().register("migrations", new MigrationCheck(migrations));
        environment.healthChecks().register("outbox", new FreshnessCheck(publisher::lastSuccess, clock));
        Prometheus prometheus = new Prometheus(environment.metrics());
        prometheus
                .gauge(
                        "platform_outbox_leading",
                        "1 while this process is the one that publishes",
                        () -> publisher.isLeading() ? 1 : 0)
                .gauge(
                        "platform_outbox_oldest_seconds",
                        "How long the oldest row of the outbox has waited",
                        publisher::oldestSeconds)
                .gauge("metering_live_viewers", "How many watch live usage", metering.live::viewers)
                .gauge(
                        "metering_live_ready",
                        "1 while the last hour can be watched",
                        () -> metering.live.isReady() ? 1 : 0);
        prometheus
                .gauge(
                        "metering_job_behind_seconds",
                        "Since the time up to which metering has counted all facts; NaN before it said so",
                        () -> secondsSince(metering.progressing.latest().processedThrough(), clock))
                .gauge(
                        "metering_ledger_behind_seconds",
                        "Since the time up to which the ledger has all facts; NaN before it had any",
                        () -> secondsSince(metering.progressing.latest().ledgerThrough(), clock));
        for (ProjectionRunner projection : metering.projections) {
            environment.healthChecks().register(projection.name(), new FreshnessCheck(projection::lastSuccess, clock));
            prometheus.gauge(
                    projection.name().replace('-', '_') + "_lag_records",
                    "Records in Kafka that have not taken effect yet",
                    projection::lag);
        }
        prometheus.serveOn(environment);
    }

    private static double secondsSince(@Nullable Instant time, InstantSource clock) {
        return time == null
                ? Double.NaN
                : Duration.between(time, clock.instant()).toMillis() / 1000.0;
    }
}
