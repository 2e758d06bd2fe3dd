package io.matrixplatform.api.metering.certificates;

import static io.matrixplatform.api.testing.ApiServer.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropwizard.jackson.Jackson;
import io.matrixplatform.api.access.audit.AuditLog;
import io.matrixplatform.api.catalog.meters.Meters;
import io.matrixplatform.api.catalog.usagerules.UsageRules;
import io.matrixplatform.api.metering.certificates.Certificate.Kind;
import io.matrixplatform.api.metering.ledger.Ledger;
import io.matrixplatform.api.metering.ledger.LedgerProjection;
import io.matrixplatform.api.metering.ledger.Total;
import io.matrixplatform.api.metering.quarantine.Quarantine;
import io.matrixplatform.api.metering.recount.RecountRules;
import io.matrixplatform.api.metering.usage.PinotBroker;
import io.matrixplatform.api.metering.usage.UsageQueries;
import io.matrixplatform.api.platform.Platform;
import io.matrixplatform.api.platform.json.CanonicalJson;
import io.matrixplatform.api.platform.json.Dialect;
import io.matrixplatform.api.testing.Answer;
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
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Certificates from the log to the answer: the real API and database, and a log that the test writes. */
class CertificatesTest {
    private static final CertificateLimits PLENTY = new CertificateLimits(100_000);

    private final ApiServer api = ApiServer.running();
    private final TenantId tenant = TenantId.parse(api.tenant());
    /** Of a day to come, when predefined meters and rules are in force. */
    private final Instant midnight = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(3));

    private final TimeWindow day = new TimeWindow(midnight, midnight.plus(Duration.ofDays(1)));
    private final Instant noon = midnight.plus(Duration.ofHours(12));
    private final WrittenLog log = new WrittenLog();
    private final Jdbi jdbi = TestDatabase.jdbi();
    private final Platform platform = TestPlatform.at(InstantSource.system());
    private final ObjectMapper json = Dialect.teach(Jackson.newObjectMapper());
    private final AuditLog audit = new AuditLog(jdbi, json, InstantSource.system());
    private final Certificates certificates = new Certificates(platform, json, audit);
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

    @Test
    void givesEveryRecordOneFate() {
        writeADay();

        Fates fates = issue(Kind.DAY, day, PLENTY).fates();

        assertThat(fates)
                .isEqualTo(new Fates(
                        /* accepted */ 15,
                        /* distinct */ 6,
                        /* repeated */ 1,
                        /* conflicting */ 2,
                        /* frames */ 2,
                        /* cancelled */ 2,
                        /* amended */ 1,
                        /* decided */ 1,
                        /* dead */ 0,
                        /* late */ 1,
                        /* quarantined */ 1));
    }

    @Test
    void countsWhatStandsOfEachIdentity() {
        writeADay();

        MeterLine tokens = line(issue(Kind.DAY, day, PLENTY), "tokens.input");

        // The plain one, the amendment, what was released, and the final frame; what was cancelled is nothing.
        assertThat(tokens.rawInTime())
                .isEqualTo(Amount.of(new Total(new BigDecimal(10 + 31 + 11_000_000 + 3), 4), true));
        assertThat(tokens.rawLate()).isEqualTo(Amount.of(new Total(new BigDecimal(40), 1), true));
    }

    @Test
    void comesToTheSameWithAsLittleMemoryAsYouLike() {
        writeADay();

        Certificate one = issue(Kind.INTERIM, day, PLENTY);
        Certificate other = issue(Kind.INTERIM, day, new CertificateLimits(2));

        assertThat(other.fates()).isEqualTo(one.fates());
        assertThat(other.meters()).isEqualTo(one.meters());
        assertThat(other.leavesDigest()).isEqualTo(one.leavesDigest());
    }

    @Test
    void holdsTheLedgerAgainstTheRawLog() {
        log.add(call("a", noon, noon.plusSeconds(1), 100));
        log.add(call("b", noon, noon.plusSeconds(2), 20));
        log.add(call("late", noon.minus(Duration.ofHours(5)), noon.plusSeconds(3), 7));
        book(noon, "120", 2);
        late(noon.minus(Duration.ofHours(5)), "7", 1);

        MeterLine line = line(issue(Kind.DAY, day, PLENTY), "tokens.input");

        assertThat(line.rawInTime()).isEqualTo(line.ledger());
        assertThat(line.rawLate()).isEqualTo(line.late());
        assertThat(line.rawInTime().factCount()).isEqualTo(2);
        assertThat(line.rawLate().quantity()).isEqualByComparingTo("7");
        assertThat(line.agrees()).isTrue();
    }

    @Test
    void saysThatStagesDiffer() {
        log.add(call("a", noon, noon.plusSeconds(1), 100));
        book(noon, "101", 1);

        Certificate issued = issue(Kind.DAY, day, PLENTY);

        assertThat(line(issued, "tokens.input").agrees()).isFalse();
        assertThat(issued.agrees()).isFalse();
    }

    /** What came before midnight for a slice that closes after it belongs to the day in which it closes. */
    @Test
    void countsASliceOnTheDayInWhichItCloses() {
        Instant lastSlice = day.end().minus(Slice.LENGTH);
        log.add(call("on the edge", lastSlice, lastSlice.plusSeconds(1), 5));
        log.add(call("of the day before", midnight.minusSeconds(60), midnight.plusSeconds(1), 3));
        book(lastSlice, "5", 1);
        book(midnight.minus(Slice.LENGTH), "3", 1);

        MeterLine line = line(issue(Kind.DAY, day, PLENTY), "tokens.input");

        assertThat(line.ledger().quantity()).isEqualByComparingTo("3");
        assertThat(line.agrees()).isTrue();
    }

    @Test
    void chainsDaysAndSealsThem() throws Exception {
        writeADay();

        Certificate first = issue(Kind.DAY, day, PLENTY);
        Certificate interim = issue(Kind.INTERIM, next(day), PLENTY);
        Certificate second = issue(Kind.DAY, next(day), PLENTY);

        assertThat(first.sequence()).isEqualTo(1);
        assertThat(first.previousHash()).isEqualTo(Certificate.GENESIS);
        assertThat(interim.sequence()).isNull();
        assertThat(second.sequence()).isEqualTo(2);
        assertThat(second.previousHash()).isEqualTo(first.hash()).isEqualTo(interim.previousHash());
        ObjectNode shown =
                (ObjectNode) get("/v1/usage/certificates/" + first.id()).json();
        String hash = shown.remove("hash").asText();
        byte[] content = CanonicalJson.of(shown).getBytes(StandardCharsets.UTF_8);
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)))
                .isEqualTo(hash);
        String leaves = get("/v1/usage/certificates/" + first.id() + "/leaves").text();
        assertThat(leaves.lines()).hasSize(shown.path("leaves").asInt());
        assertThat(DrawCertificates.digest(leaves.lines().toList()))
                .isEqualTo(shown.path("leaves_digest").asText());
    }

    @Test
    void areNeverChanged() {
        Certificate first = issue(Kind.DAY, day, PLENTY);

        for (String change : List.of(
                "UPDATE metering.certificate SET hash = 'x' WHERE tenant_id = '" + tenant + "'",
                "DELETE FROM metering.certificate WHERE tenant_id = '" + tenant + "'",
                "UPDATE metering.certificate_leaf SET line = ''")) {
            assertThatThrownBy(() -> jdbi.useHandle(handle -> handle.execute(change)))
                    .isInstanceOf(UnableToExecuteStatementException.class)
                    .hasMessageContaining("never changed");
        }
        assertThatThrownBy(() -> issue(Kind.DAY, next(next(day)), PLENTY))
                .hasMessageContaining("a day follows the day before it");
        assertThat(certificates.get(tenant, first.id())).isEqualTo(first);
    }

    @Test
    void pagesThroughAllNewestFirst() {
        List<String> issued = new ArrayList<>();
        TimeWindow window = day;
        for (int i = 0; i < 5; i++) {
            issued.add(0, issue(Kind.DAY, window, PLENTY).id().toString());
            window = next(window);
        }

        List<String> listed = new ArrayList<>();
        JsonNode page = get("/v1/usage/certificates?limit=2").json();
        page.path("data").forEach(each -> listed.add(each.path("id").asText()));
        while (page.path("has_more").asBoolean()) {
            page = get("/v1/usage/certificates?limit=2&cursor="
                            + page.path("next_cursor").asText())
                    .json();
            page.path("data").forEach(each -> listed.add(each.path("id").asText()));
        }

        assertThat(listed).isEqualTo(issued);
    }

    @Test
    void areTheirTenantsAlone() {
        Certificate issued = issue(Kind.DAY, day, PLENTY);
        String stranger = api.key(api.tenant());

        assertThat(api.get("/v1/usage/certificates/" + issued.id(), stranger).status())
                .isEqualTo(404);
        assertThat(api.get("/v1/usage/certificates/" + issued.id() + "/leaves", stranger)
                        .status())
                .isEqualTo(404);
        assertThat(api.get("/v1/usage/certificates", stranger).json().path("data"))
                .isEmpty();
    }

    @Test
    void leavesSlicesOutThatMoreWasRecordedOfSince() {
        Instant until = noon.plus(Duration.ofMinutes(1));
        log.add(call("a", noon, noon.plusSeconds(1), 100));
        log.add(call("b", noon.minus(Slice.LENGTH), noon.plusSeconds(1), 20));
        log.add(call("since", noon, until.plusSeconds(5), 3));
        book(noon, "103", 2);
        book(noon.minus(Slice.LENGTH), "20", 1);

        Certificate interim = issue(Kind.INTERIM, new TimeWindow(midnight, until), PLENTY);

        assertThat(interim.openSlices()).containsExactly(noon);
        assertThat(line(interim, "tokens.input").ledger().quantity()).isEqualByComparingTo("20");
        assertThat(line(interim, "tokens.input").agrees()).isTrue();
        assertThat(interim.fates().accepted()).isEqualTo(2);
    }

    @Test
    void areOrderedByTheOperatorAlone() {
        Instant until = Instant.now().truncatedTo(ChronoUnit.MINUTES);

        Answer ordered = order(OPERATOR, until.toString());

        assertThat(ordered.status()).as(ordered.text()).isEqualTo(201);
        assertThat(ordered.json().path("state").asText()).isEqualTo("WAITING");
        assertThat(api.get("/v1/metering/certificates/" + ordered.field("id"), OPERATOR)
                        .json()
                        .path("until")
                        .asText())
                .isEqualTo(until.toString());
        assertThat(order(api.key(tenant.toString()), until.toString()).status()).isEqualTo(403);
        assertThat(order(OPERATOR, until.plusSeconds(1).toString()).status()).isEqualTo(422);
        assertThat(order(OPERATOR, until.plusSeconds(600).toString()).status()).isEqualTo(422);
    }

    private Answer order(String credential, String until) {
        return api.post("/v1/metering/certificates?tenant=" + tenant, credential, "{\"until\":\"" + until + "\"}");
    }

    /** Fifteen records, and some of the day before or nobody's. */
    private void writeADay() {
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

    private Certificate issue(Kind kind, TimeWindow window, CertificateLimits limits) {
        Meters meters = new Meters(platform, audit);
        Ledger ledger = new Ledger(jdbi, InstantSource.system());
        PinotBroker away = new PinotBroker("127.0.0.1:1", Duration.ofMillis(200));
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

    private static TimeWindow next(TimeWindow window) {
        return new TimeWindow(window.end(), window.end().plus(window.length()));
    }

    private static MeterLine line(Certificate certificate, String meter) {
        return certificate.meters().stream()
                .filter(line -> line.meter().value().equals(meter))
                .findFirst()
                .orElseThrow();
    }

    private void book(Instant slice, String quantity, long facts) {
        project(Conclusions.ledger(slice("tokens.input", slice), quantity, facts, 1));
        project(Conclusions.ledger(slice("api.calls", slice), Long.toString(facts), facts, 1));
        project(Conclusions.ledger(slice("tokens.output", slice), "0", facts, 1));
    }

    private void late(Instant occurredAt, String quantity, long facts) {
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

    private ApiCall call(String id, Instant occurredAt, Instant recordedAt, long tokens) {
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

    private Answer get(String path) {
        return api.get(path, api.key(tenant.toString()));
    }
}
