package io.matrixplatform.e2e.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.e2e.access.Tenant;
import io.matrixplatform.e2e.platform.Answer;
import io.matrixplatform.e2e.platform.Database;
import io.matrixplatform.e2e.platform.Http;
import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.e2e.platform.RunningStack;
import io.matrixplatform.replay.certificates.Finding;
import io.matrixplatform.replay.certificates.Places;
import io.matrixplatform.replay.certificates.Verification;
import io.matrixplatform.replay.platform.Narrator;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A day so far is certified, verified by other code, and tampered with: each time the place is named. */
@ExtendWith(RunningStack.class)
@Execution(ExecutionMode.CONCURRENT)
class CertificatesE2E {
    private static final String CALLS = "metering.api-calls.v1";

    private Platform platform;
    private Http operator;
    private Http api;
    private Tenant tenant;
    private Database database;
    private CertifiedTraffic traffic;

    @BeforeEach
    void openShop(Platform running) {
        platform = running;
        operator = platform.operator();
        tenant = Tenant.create(operator, "certificates");
        api = platform.api(tenant.secret());
        database = new Database(platform);
        HeldCalls.awaitRule(operator);
        traffic = new CertifiedTraffic(operator, EventDoor.of(platform, tenant), new Books(api));
    }

    @Test
    void tellsWhereSomethingIsNotAsItWasCertified() throws Exception {
        traffic.send();
        String certificate = certifySoFar();

        says(certificate);
        assertThat(verify(certificate)).isEmpty();
        namesTheLedgerRow(certificate);
        namesTheLateRow(certificate);
        namesTheField(certificate);
        namesTheRecord(certificate);
        assertThat(verify(certificate)).as("everything was put back").isEmpty();
        knowsWhatHasChangedSince(certificate);
    }

    /** Orders a certificate up to the next full minute. */
    private String certifySoFar() {
        Instant until = Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        await("a full minute")
                .atMost(Duration.ofSeconds(90))
                .until(() -> Instant.now().isAfter(until.plusMillis(500)));
        Answer ordered = operator.post(
                "/v1/metering/certificates?tenant=" + tenant.id(), "application/json", "{\"until\":\"" + until + "\"}");
        assertThat(ordered.status()).as(ordered.body()).isEqualTo(201);
        String id = ordered.json().path("id").asText();
        await("the certificate")
                .atMost(Duration.ofMinutes(3))
                .until(() -> operator.get("/v1/metering/certificates/" + id)
                        .json()
                        .path("state")
                        .asText()
                        .equals("ISSUED"));
        return id;
    }

    private void says(String id) {
        JsonNode certificate = api.get("/v1/usage/certificates/" + id).json();
        JsonNode fates = certificate.path("fates");
        assertThat(fates.path("accepted").asInt()).as("%s", certificate).isEqualTo(CertifiedTraffic.RECORDS);
        assertThat(fates.path("distinct").asInt()).isEqualTo(8);
        assertThat(fates.path("repeated").asInt()).isEqualTo(1);
        assertThat(fates.path("conflicting").asInt()).isEqualTo(1);
        assertThat(fates.path("frames").asInt()).isEqualTo(1);
        assertThat(fates.path("cancelled").asInt()).isEqualTo(1);
        assertThat(fates.path("amended").asInt()).isEqualTo(1);
        assertThat(fates.path("decided").asInt()).isEqualTo(1);
        assertThat(fates.path("late").asInt()).isEqualTo(1);
        assertThat(fates.path("quarantined").asInt()).isEqualTo(2);
        assertThat(certificate.path("agrees").asBoolean()).as("%s", certificate).isTrue();
        assertThat(certificate.path("open_slices")).isEmpty();
        JsonNode tokens = line(certificate, "tokens.input");
        assertThat(tokens.at("/raw_in_time/quantity").asText()).isEqualTo(CertifiedTraffic.IN_TIME);
        assertThat(tokens.at("/ledger/quantity").asText()).isEqualTo(CertifiedTraffic.IN_TIME);
        assertThat(tokens.at("/late/quantity").asText()).isEqualTo(CertifiedTraffic.LATE);
        // Pinot is asked for the slices that closed on the certified day: at night a call so late is of one before
        // them.
        boolean isAsked = !traffic.lateAt.isBefore(
                Instant.parse(tokens.path("slices_from").asText()));
        assertThat(tokens.at("/rollups/quantity").asText())
                .isEqualTo(isAsked ? CertifiedTraffic.ALL : CertifiedTraffic.IN_TIME);
    }

    private static JsonNode line(JsonNode certificate, String meter) {
        for (JsonNode line : certificate.path("meters")) {
            if (line.path("meter").asText().equals(meter)) {
                return line;
            }
        }
        throw new AssertionError("no line of " + meter);
    }

    private void namesTheLedgerRow(String certificate) throws SQLException {
        String row = database.ask("SELECT slice_id FROM metering.usage_ledger WHERE tenant_id = '" + tenant.id()
                + "' AND meter_key = 'tokens.input' ORDER BY quantity DESC LIMIT 1");
        String of = " WHERE slice_id = '" + row + "'";

        database.execute("UPDATE metering.usage_ledger SET quantity = quantity + 1" + of);
        List<Finding> changed = verify(certificate);
        database.execute("UPDATE metering.usage_ledger SET quantity = quantity - 1" + of);

        assertThat(changed).extracting(Finding::where).anyMatch(where -> where.startsWith("ledger row " + row + " "));
        assertThat(changed)
                .extracting(Finding::where)
                .contains("certificate " + certificate + ", meters.tokens.input.ledger.quantity");

        database.execute("CREATE TABLE metering.put_away AS SELECT * FROM metering.usage_ledger" + of
                + "; DELETE FROM metering.usage_ledger" + of);
        List<Finding> deleted = verify(certificate);
        database.execute(
                "INSERT INTO metering.usage_ledger SELECT * FROM metering.put_away; DROP TABLE metering.put_away");

        assertThat(deleted)
                .extracting(Finding::toString)
                .anyMatch(finding -> finding.startsWith("ledger row that is gone") && finding.contains("tokens.input"));
    }

    private void namesTheLateRow(String certificate) throws SQLException {
        String row = database.ask("SELECT late_usage_id FROM metering.late_usage WHERE tenant_id = '" + tenant.id()
                + "' AND meter_key = 'api.calls' LIMIT 1");
        String of = " WHERE late_usage_id = '" + row + "'";

        database.execute("UPDATE metering.late_usage SET cause = 'released'" + of);
        List<Finding> changed = verify(certificate);
        database.execute("UPDATE metering.late_usage SET cause = 'recorded'" + of);

        assertThat(changed)
                .singleElement()
                .satisfies(finding -> assertThat(finding.where()).startsWith("late row " + row + " "));
    }

    private void namesTheField(String certificate) throws SQLException {
        String of = " WHERE tenant_id = '" + tenant.id() + "'";

        tamper(
                "UPDATE metering.certificate SET document = replace(document::text, '\"accepted\":14', '\"accepted\":15')"
                        + "::json" + of);
        List<Finding> changed = verify(certificate);
        tamper(
                "UPDATE metering.certificate SET document = replace(document::text, '\"accepted\":15', '\"accepted\":14')"
                        + "::json" + of);

        assertThat(changed)
                .extracting(Finding::where)
                .containsExactlyInAnyOrder(
                        "certificate " + certificate + ", document", "certificate " + certificate + ", fates.accepted");
    }

    private void namesTheRecord(String certificate) throws IOException {
        List<Finding> changed;
        String where;
        try (TamperedRecord record =
                TamperedRecord.of(platform.stack().folders().data("kafka"), CALLS, traffic.marker)) {
            changed = verify(certificate);
            assertThat(record.firstOffset).isEqualTo(record.lastOffset);
            where = "record " + record.series + " offset " + record.firstOffset;
        }

        assertThat(changed).extracting(Finding::where).contains(where);
    }

    /** What is recorded later is no tampering, and what it does not concern is verified all the same. */
    private void knowsWhatHasChangedSince(String certificate) throws SQLException {
        traffic.sendAnother();
        assertThat(verify(certificate)).isEmpty();

        database.execute(
                "UPDATE metering.late_usage SET quantity = quantity + 1 WHERE tenant_id = '" + tenant.id() + "'");
        List<Finding> changed = verify(certificate);
        database.execute(
                "UPDATE metering.late_usage SET quantity = quantity - 1 WHERE tenant_id = '" + tenant.id() + "'");

        assertThat(changed).isNotEmpty();
        assertThat(verify(certificate)).isEmpty();
    }

    private List<Finding> verify(String certificate) {
        Verification.Result result = new Verification(Places.from(platform.environment()), Narrator.SILENT)
                .verify(Optional.of(tenant.id()), Optional.of(certificate));
        assertThat(result.certificates()).isEqualTo(1);
        assertThat(result.unread()).isEmpty();
        return result.findings();
    }

    private void tamper(String change) throws SQLException {
        String table = "ALTER TABLE metering.certificate ";
        database.execute(table + "DISABLE TRIGGER certificate_is_kept; " + change + "; " + table
                + "ENABLE TRIGGER certificate_is_kept");
    }
}
