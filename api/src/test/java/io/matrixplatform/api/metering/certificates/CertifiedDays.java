package io.matrixplatform.api.metering.certificates;

import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.jackson.Jackson;
import io.matrixplatform.api.access.audit.AuditLog;
import io.matrixplatform.api.catalog.meters.Meters;
import io.matrixplatform.api.catalog.usagerules.UsageRules;
import io.matrixplatform.api.metering.certificates.Certificate.Kind;
import io.matrixplatform.api.metering.ledger.Ledger;
import io.matrixplatform.api.metering.ledger.LedgerProjection;
import io.matrixplatform.api.metering.quarantine.Quarantine;
import io.matrixplatform.api.metering.recount.RecountRules;
import io.matrixplatform.api.metering.usage.PinotBroker;
import io.matrixplatform.api.metering.usage.UsageQueries;
import io.matrixplatform.api.platform.Platform;
import io.matrixplatform.api.platform.json.Dialect;
import io.matrixplatform.api.testing.ApiServer;
import io.matrixplatform.api.testing.Conclusions;
import io.matrixplatform.api.testing.FakeRegistry;
import io.matrixplatform.api.testing.TestDatabase;
import io.matrixplatform.api.testing.TestPlatform;
import io.matrixplatform.events.metering.AmendedCall;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.CorrectionKind;
import io.matrixplatform.events.metering.Verdict;
import io.matrixplatform.model.ids.CertificateId;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.Slice;
import io.matrixplatform.model.time.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Days of a tenant that a test writes, and has certified: with the real API and database, and a log of its own. */
abstract class CertifiedDays {
    static final CertificateLimits PLENTY = new CertificateLimits(100_000);

    final ApiServer api = ApiServer.running();
    final TenantId tenant = TenantId.parse(api.tenant());
    /** Of a day to come, when predefined meters and rules are in force. */
    final Instant midnight = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(3));

    final TimeWindow day = new TimeWindow(midnight, midnight.plus(Duration.ofDays(1)));
    final Instant noon = midnight.plus(Duration.ofHours(12));
    final WrittenLog log = new WrittenLog();
    final Jdbi jdbi = TestDatabase.jdbi();
    private final Platform platform = TestPlatform.at(InstantSource.system());
    private final ObjectMapper json = Dialect.teach(Jackson.newObjectMapper());
    private final AuditLog audit = new AuditLog(jdbi, json, InstantSource.system());
    final Certificates certificates = new Certificates(platform, json, audit);
    private final Handle lock = jdbi.open();

    @BeforeEach
    void takeTheWork() {
        await().atMost(Duration.ofSeconds(30)).until(() -> CertificateWorker.LOCK.tryTake(lock));
    }

    @AfterEach
    void giveTheWorkBack() {
        CertificateWorker.LOCK.giveBack(lock);
        lock.close();
    }

    /** Fifteen records, and some of the day before or nobody's. */
    void writeADay() {
        ApiCall plain = call("plain", noon, noon.plusSeconds(1), 10);
        ApiCall cancelled = call("cancelled", noon, noon.plusSeconds(2), 20);
        ApiCall amended = call("amended", noon, noon.plusSeconds(3), 30);
        ApiCall held = call("held", noon, noon.plusSeconds(4), 11_000_000);
        ApiCall unknown = call("unknown", noon, noon.plusSeconds(4), 1);
        log.add(call("before", noon.minus(Duration.ofDays(1)), midnight.minusSeconds(60), 1));
        log.add(plain);
        log.add(at(plain, noon.plusSeconds(5)));
        log.add(call("plain", noon, noon.plusSeconds(6), 99));
        log.add(call("before", noon.minus(Duration.ofDays(1)), noon.plusSeconds(7), 2));
        log.add(correction(cancelled, CorrectionKind.CANCEL, noon.plusSeconds(1), 0));
        log.add(cancelled);
        log.add(correction(unknown, CorrectionKind.CANCEL, noon.plusSeconds(8), 0));
        log.add(amended);
        log.add(correction(amended, CorrectionKind.AMEND, noon.plusSeconds(9), 31));
        log.add(held);
        log.decide(held, Verdict.RELEASE, noon.plusSeconds(10));
        log.add(call("late", noon.minus(Duration.ofHours(6)), noon.plusSeconds(11), 40));
        log.add(frame(1, false, noon.plusSeconds(12), 1));
        log.add(frame(3, true, noon.plusSeconds(13), 3));
        log.add(frame(2, false, noon.plusSeconds(14), 2));
        log.addNonsense(noon.plusSeconds(15));
    }

    Certificate issue(Kind kind, TimeWindow window, CertificateLimits limits) {
        Meters meters = new Meters(platform, audit);
        Ledger ledger = new Ledger(jdbi, InstantSource.system());
        PinotBroker away = new PinotBroker("127.0.0.1:1", Duration.ofMillis(200), new MetricRegistry());
        DrawCertificates drawing = new DrawCertificates(
                jdbi,
                log::open,
                FakeRegistry.client(),
                new RecountRules(new UsageRules(platform, audit), new Quarantine(platform, audit)),
                meters,
                new RollupStage(
                        UsageQueries.of(away, ledger, Duration.ofDays(7), InstantSource.system()),
                        ledger,
                        InstantSource.system()),
                limits,
                InstantSource.system());
        CertificateId id = new CertificateId(UUID.randomUUID());
        return certificates.issue(
                drawing.draw(List.of(new Period(id, tenant, kind, window))).get(0));
    }

    static TimeWindow next(TimeWindow window) {
        return new TimeWindow(window.end(), window.end().plus(window.length()));
    }

    static MeterLine line(Certificate certificate, String meter) {
        return certificate.meters().stream()
                .filter(line -> line.meter().value().equals(meter))
                .findFirst()
                .orElseThrow();
    }

    void book(Instant slice, String quantity, long facts) {
        project(Conclusions.ledger(slice("tokens.input", slice), quantity, facts, 1));
        project(Conclusions.ledger(slice("api.calls", slice), Long.toString(facts), facts, 1));
        project(Conclusions.ledger(slice("tokens.output", slice), "0", facts, 1));
    }

    void late(Instant occurredAt, String quantity, long facts) {
        LocalDate on = LocalDate.ofInstant(midnight, ZoneOffset.UTC);
        Instant slice = Slice.startOf(occurredAt);
        project(Conclusions.late(slice("tokens.input", slice), on, quantity, facts, 1));
        project(Conclusions.late(slice("api.calls", slice), on, Long.toString(facts), facts, 1));
        project(Conclusions.late(slice("tokens.output", slice), on, "0", facts, 1));
    }

    private void project(ConsumerRecord<byte[], byte[]> conclusion) {
        jdbi.useTransaction(
                transaction -> new LedgerProjection(FakeRegistry.client()).apply(transaction, List.of(conclusion)));
    }

    private Slice slice(String meter, Instant start) {
        return new Slice(tenant.toString(), null, meter, "{}", start);
    }

    ApiCall call(String id, Instant occurredAt, Instant recordedAt, long tokens) {
        return ApiCall.newBuilder()
                .setEventId(id)
                .setTenantId(tenant.toString())
                .setSource("s")
                .setOccurredAt(occurredAt)
                .setRecordedAt(recordedAt)
                .setKeyId("key_a")
                .setModel("m")
                .setRoute("/")
                .setStatus(200)
                .setLatencyMs(1)
                .setInputTokens(tokens)
                .build();
    }

    private ApiCall frame(long number, boolean isFinal, Instant recordedAt, long tokens) {
        return ApiCall.newBuilder(call("frame " + number, noon, recordedAt, tokens))
                .setRequestId("r")
                .setFrame(number)
                .setFinalFrame(isFinal)
                .setEstimated(!isFinal)
                .build();
    }

    private static ApiCall at(ApiCall call, Instant recordedAt) {
        return ApiCall.newBuilder(call).setRecordedAt(recordedAt).build();
    }

    private static ApiCall correction(ApiCall call, CorrectionKind kind, Instant recordedAt, long tokens) {
        AmendedCall amended = AmendedCall.newBuilder()
                .setModel(call.getModel())
                .setRoute(call.getRoute())
                .setStatus(call.getStatus())
                .setLatencyMs(call.getLatencyMs())
                .setInputTokens(tokens)
                .build();
        return ApiCall.newBuilder(at(call, recordedAt))
                .setCorrection(kind)
                .setAmended(kind == CorrectionKind.AMEND ? amended : null)
                .build();
    }
}
