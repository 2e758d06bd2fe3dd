package io.matrixplatform.api.metering.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.jackson.Jackson;
import io.matrixplatform.api.access.audit.AuditLog;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.catalog.meters.Meters;
import io.matrixplatform.api.catalog.usagerules.UsageRules;
import io.matrixplatform.api.metering.ledger.Ledger;
import io.matrixplatform.api.metering.progress.ProgressReports;
import io.matrixplatform.api.metering.quarantine.Quarantine;
import io.matrixplatform.api.metering.recount.RecountRules;
import io.matrixplatform.api.metering.usage.PinotBroker;
import io.matrixplatform.api.metering.usage.UsageQueries;
import io.matrixplatform.api.platform.Platform;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.api.platform.json.Dialect;
import io.matrixplatform.api.testing.ApiServer;
import io.matrixplatform.api.testing.FakeRegistry;
import io.matrixplatform.api.testing.TestDatabase;
import io.matrixplatform.api.testing.TestPlatform;
import io.matrixplatform.model.ids.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Days are certified one after the other, each when metering is through it and not before. */
class CertificateWorkerTest {
    private final TenantId tenant = TenantId.parse(ApiServer.running().tenant());
    private final Instant midnight = Instant.now().truncatedTo(ChronoUnit.DAYS);
    private final Jdbi jdbi = TestDatabase.jdbi();
    private final Platform platform = TestPlatform.at(InstantSource.system());
    private final ObjectMapper json = Dialect.teach(Jackson.newObjectMapper());
    private final AuditLog audit = new AuditLog(jdbi, json, InstantSource.system());
    private final Certificates certificates = new Certificates(platform, json, audit);
    private final Handle lock = jdbi.open();

    /** From now on the server's own worker stands by. */
    @BeforeEach
    void takeTheWork() {
        await().atMost(Duration.ofSeconds(30)).until(() -> CertificateWorker.LOCK.tryTake(lock));
    }

    @AfterEach
    void giveTheWorkBack() {
        CertificateWorker.LOCK.giveBack(lock);
        lock.close();
    }

    @Test
    void certifiesEveryDaySinceTheTenantWasFoundedOnceItIsOver() {
        CertificateWorker worker = worker();

        catchUp(worker, day(1).minusNanos(1));
        assertThat(issued()).isEmpty();

        catchUp(worker, day(1));
        assertThat(issued()).hasSize(1);

        catchUp(worker, day(3));

        assertThat(issued()).extracting(Certificate::from).containsExactly(day(2), day(1), day(0));
        assertThat(issued()).extracting(Certificate::sequence).containsExactly(3L, 2L, 1L);
        assertThat(issued()).allMatch(Certificate::agrees);
    }

    /** Tenants of other tests may be some days behind. */
    private static void catchUp(CertificateWorker worker, Instant through) {
        for (int round = 0; round < 12; round++) {
            worker.issueDays(through);
        }
    }

    private List<Certificate> issued() {
        return certificates.list(tenant, new PageRequest(null, null)).data();
    }

    private Instant day(int number) {
        return midnight.plus(Duration.ofDays(number));
    }

    private CertificateWorker worker() {
        Ledger ledger = new Ledger(jdbi, InstantSource.system());
        PinotBroker away = new PinotBroker("127.0.0.1:1", Duration.ofMillis(200), new MetricRegistry());
        DrawCertificates drawing = new DrawCertificates(
                jdbi,
                new WrittenLog()::open,
                FakeRegistry.client(),
                new RecountRules(new UsageRules(platform, audit), new Quarantine(platform, audit)),
                new Meters(platform, audit),
                new RollupStage(
                        UsageQueries.of(away, ledger, Duration.ofDays(7), InstantSource.system()),
                        ledger,
                        InstantSource.system()),
                new CertificateLimits(10_000),
                InstantSource.system());
        return new CertificateWorker(
                jdbi,
                certificates,
                drawing,
                new Tenants(jdbi, audit, platform.uuids(), InstantSource.system()),
                new ProgressReports(jdbi),
                platform.uuids(),
                InstantSource.system());
    }
}
