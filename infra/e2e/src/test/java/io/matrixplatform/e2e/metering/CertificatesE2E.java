package io.matrixplatform.e2e.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.e2e.access.Tenant;
import io.matrixplatform.e2e.platform.Answer;
import io.matrixplatform.e2e.platform.Http;
import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.e2e.platform.RunningStack;
import io.matrixplatform.replay.certificates.Finding;
import io.matrixplatform.replay.certificates.Places;
import io.matrixplatform.replay.certificates.Verification;
import io.matrixplatform.replay.platform.Narrator;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A day so far is certified, verified by other code, and tampered with: each time the place is named. */
@ExtendWith(RunningStack.class)
@Execution(ExecutionMode.CONCURRENT)
class CertificatesE2E {
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final String CALLS = "metering.api-calls.v1";

    /** The platform's rule for gpt-4o allows 16,384. */
    private static final long TOO_MUCH = 20_000;

    private final String marker = "marked-" + UUID.randomUUID();
    private Instant lateAt = Instant.EPOCH;
    private Platform platform;
    private Http operator;
    private Http door;
    private Http api;
    private Tenant tenant;
    private Books books;

    @BeforeEach
    void openShop(Platform running) {
        platform = running;
        operator = platform.operator();
        tenant = Tenant.create(operator, "certificates");
        door = platform.ingest(tenant.secret());
        api = platform.api(tenant.secret());
        books = new Books(api);
        await("the new key reaches the edge")
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> door.post("/v1/events", BATCH, "[]").status() != 401);
        await("the rule for gpt-4o is in force").atMost(Duration.ofMinutes(3)).until(this::isRuleInForce);
    }

    @Test
    void tellsWhereSomethingIsNotAsItWasCertified() throws Exception {
        sendOfEverything();
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

    /** Twelve records: what is plain, repeated, contradicted, late, taken back, amended, held, released, and in frames. */
    private void sendOfEverything() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        lateAt = now.minus(Duration.ofHours(3));
        send(event(marker, now, "", data(100, 5)));
        String plain = event("plain", now, "", data(10, 5));
        String taken = event("taken", now, "", data(20, 5));
        String changed = event("changed", now, "", data(30, 5));
        send(
                plain,
                taken,
                changed,
                event("late", lateAt, "", data(40, 5)),
                event("held", now, "", data(1, TOO_MUCH)),
                event("released", now, "", data(2, TOO_MUCH)),
                frame(now, 1, false, 50),
                frame(now, 2, true, 60));
        send(
                plain,
                event("plain", now, "", data(11, 5)),
                event("taken", now, "\"correction\":\"cancel\",", data(20, 5)),
                event(
                        "changed",
                        now,
                        "\"correction\":\"amend\",",
                        "{\"original\":" + data(30, 5) + ",\"amended\":" + data(31, 5) + "}"));
        books.settled();
        String held = await("the held calls")
                .atMost(Duration.ofSeconds(30))
                .until(() -> heldCall("released"), id -> !id.isEmpty());
        Answer decided = operator.post(
                "/v1/metering/quarantine/" + held + "/decision", "application/json", "{\"verdict\":\"release\"}");
        assertThat(decided.status()).as(decided.body()).isEqualTo(201);
        await("the released call counts")
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(books.inTime("api.calls")).isEqualByComparingTo("5"));
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
        assertThat(fates.path("accepted").asInt()).as("%s", certificate).isEqualTo(14);
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
        // 100 + 10 + 31 + 2 of the released + 60 of the final frame.
        assertThat(tokens.at("/raw_in_time/quantity").asText()).isEqualTo("203");
        assertThat(tokens.at("/ledger/quantity").asText()).isEqualTo("203");
        assertThat(tokens.at("/late/quantity").asText()).isEqualTo("40");
        // Pinot is asked for the slices that closed on the certified day: at night a call so late is of one before them.
        boolean isAsked =
                !lateAt.isBefore(Instant.parse(tokens.path("slices_from").asText()));
        assertThat(tokens.at("/rollups/quantity").asText()).isEqualTo(isAsked ? "243" : "203");
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
        String row = ask("SELECT slice_id FROM metering.usage_ledger WHERE tenant_id = '" + tenant.id()
                + "' AND meter_key = 'tokens.input' ORDER BY quantity DESC LIMIT 1");
        String of = " WHERE slice_id = '" + row + "'";

        execute("UPDATE metering.usage_ledger SET quantity = quantity + 1" + of);
        List<Finding> changed = verify(certificate);
        execute("UPDATE metering.usage_ledger SET quantity = quantity - 1" + of);

        assertThat(changed).extracting(Finding::where).anyMatch(where -> where.startsWith("ledger row " + row + " "));
        assertThat(changed)
                .extracting(Finding::where)
                .contains("certificate " + certificate + ", meters.tokens.input.ledger.quantity");

        execute("CREATE TABLE metering.put_away AS SELECT * FROM metering.usage_ledger" + of
                + "; DELETE FROM metering.usage_ledger" + of);
        List<Finding> deleted = verify(certificate);
        execute("INSERT INTO metering.usage_ledger SELECT * FROM metering.put_away; DROP TABLE metering.put_away");

        assertThat(deleted)
                .extracting(Finding::toString)
                .anyMatch(finding -> finding.startsWith("ledger row that is gone") && finding.contains("tokens.input"));
    }

    private void namesTheLateRow(String certificate) throws SQLException {
        String row = ask("SELECT late_usage_id FROM metering.late_usage WHERE tenant_id = '" + tenant.id()
                + "' AND meter_key = 'api.calls' LIMIT 1");
        String of = " WHERE late_usage_id = '" + row + "'";

        execute("UPDATE metering.late_usage SET cause = 'released'" + of);
        List<Finding> changed = verify(certificate);
        execute("UPDATE metering.late_usage SET cause = 'recorded'" + of);

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
                TamperedRecord.of(platform.stack().folders().data("kafka"), CALLS, marker)) {
            changed = verify(certificate);
            assertThat(record.firstOffset).isEqualTo(record.lastOffset);
            where = "record " + record.series + " offset " + record.firstOffset;
        }

        assertThat(changed).extracting(Finding::where).contains(where);
    }

    /** What is recorded later is no tampering, and what it does not concern is verified all the same. */
    private void knowsWhatHasChangedSince(String certificate) throws SQLException {
        send(event("since", Instant.now().truncatedTo(ChronoUnit.MILLIS), "", data(70, 5)));
        books.settled();
        assertThat(verify(certificate)).isEmpty();

        execute("UPDATE metering.late_usage SET quantity = quantity + 1 WHERE tenant_id = '" + tenant.id() + "'");
        List<Finding> changed = verify(certificate);
        execute("UPDATE metering.late_usage SET quantity = quantity - 1 WHERE tenant_id = '" + tenant.id() + "'");

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
        execute(table + "DISABLE TRIGGER certificate_is_kept; " + change + "; " + table
                + "ENABLE TRIGGER certificate_is_kept");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String ask(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).as(sql).isTrue();
            return rows.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                platform.environment().get("MATRIX_POSTGRES_URL"),
                platform.environment().get("MATRIX_POSTGRES_USER"),
                platform.environment().get("MATRIX_POSTGRES_PASSWORD"));
    }

    private boolean isRuleInForce() {
        JsonNode rule = operator.get("/v1/usage-rules/gpt-4o").json();
        return Instant.parse(rule.path("effective_from").asText()).isBefore(Instant.now());
    }

    private String heldCall(String event) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        JsonNode calls = api.get(
                        "/v1/usage/quarantine?from=" + now.minus(Duration.ofHours(1)) + "&to=" + now.plusSeconds(60))
                .json()
                .path("data");
        for (JsonNode call : calls) {
            if (call.path("event_id").asText().equals(event)) {
                return call.path("id").asText();
            }
        }
        return "";
    }

    private void send(String... events) {
        Answer answer = door.post("/v1/events", BATCH, "[" + String.join(",", events) + "]");
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.json().path("accepted").asInt()).as(answer.body()).isEqualTo(events.length);
    }

    private static String data(long input, long output) {
        return "{\"model\":\"gpt-4o\",\"route\":\"/v1/chat/completions\",\"status\":200,\"latency_ms\":9,"
                + "\"input_tokens\":" + input + ",\"output_tokens\":" + output + "}";
    }

    private static String frame(Instant time, int number, boolean isFinal, long input) {
        String data = data(input, 5);
        String of = ",\"request_id\":\"request\",\"frame\":" + number + (isFinal ? ",\"final\":true}" : "}");
        return event("frame-" + number, time, "", data.substring(0, data.length() - 1) + of);
    }

    /** @param more attributes, each with a comma behind it */
    private static String event(String id, Instant time, String more, String data) {
        return "{\"specversion\":\"1.0\",\"type\":\"io.matrixplatform.api-call.v1\",\"id\":\"" + id
                + "\",\"source\":\"/e2e/certificates\",\"time\":\"" + time + "\"," + more + "\"data\":" + data + "}";
    }
}
