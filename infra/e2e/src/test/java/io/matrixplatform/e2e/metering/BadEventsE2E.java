package io.matrixplatform.e2e.metering;

import static io.matrixplatform.e2e.metering.BadDelivery.BATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.e2e.access.Tenant;
import io.matrixplatform.e2e.platform.Answer;
import io.matrixplatform.e2e.platform.Http;
import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.e2e.platform.RunningStack;
import io.matrixplatform.model.access.ApiKeySecret;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The door's table of bad input. Each case gets its documented answer, and beside each a good event is sent; when all is
 * settled, exactly those are counted.
 */
@ExtendWith(RunningStack.class)
class BadEventsE2E {
    private static final List<String> QUERY_FRAGMENTS =
            List.of("x' OR '1'='1", "\") OR 1=1 -- ", "'; DROP TABLE usage_rollup; --", "a\\b%_", "$(id) ${env:HOME}");

    private int counted;
    private int repeated;
    private int unmetered;

    private Tenant tenant;
    private Tenant other;
    private Http door;
    private Http operator;

    @BeforeEach
    void openShop(Platform platform) {
        operator = platform.operator();
        tenant = Tenant.create(operator, "bad input");
        other = Tenant.create(operator, "not concerned");
        door = platform.ingest(tenant.secret());
    }

    @TestFactory
    Stream<DynamicTest> getTheirDocumentedAnswerAndTheGoodOnesBesideThemCount(Platform platform) {
        List<BadKey> badKeys = badKeys();
        Books books = new Books(platform.api(tenant.secret()));
        Books otherBooks = new Books(platform.api(other.secret()));
        return Stream.of(
                        BadEvent.TABLE.stream().map(bad -> dynamicTest(bad.name(), () -> isRejectedAlone(bad))),
                        BadDelivery.TABLE.stream().map(bad -> dynamicTest(bad.name(), () -> isRefusedWhole(bad))),
                        badKeys.stream().map(bad -> dynamicTest(bad.name(), () -> letsNobodyIn(bad.secret()))),
                        Stream.of(
                                dynamicTest(
                                        "a key without the scope",
                                        () -> isForbidden("\"scopes\":[\"usage:read\"]", "insufficient-scope")),
                                dynamicTest(
                                        "a key for other addresses",
                                        () -> isForbidden("\"cidrs\":[\"203.0.113.0/24\"]", "ip-not-allowed")),
                                dynamicTest("a key for other models", this::rejectsOtherModels),
                                dynamicTest("one id twice in a batch", this::takesARepeatAndCountsItOnce),
                                dynamicTest("an event of an unknown type", this::takesWhatNoMeterCounts),
                                dynamicTest("another tenant's id in attributes and headers", this::believesTheKeyAlone),
                                dynamicTest("the id of another tenant's event", this::keepsTheIdsOfTenantsApart),
                                dynamicTest("models named like queries", this::takesNamesAsTheyAre),
                                dynamicTest("the good ones beside all these", () -> areCounted(books, otherBooks)),
                                dynamicTest(
                                        "queries for models named like queries", () -> areGroupsOfTheirOwn(platform))))
                .flatMap(tests -> tests);
    }

    private void isRejectedAlone(BadEvent bad) {
        Answer answer = send(door, bad.json("must-not-count", other.id()), nextGood());

        assertThat(answer.status()).as("%s: %s", bad.name(), answer.body()).isEqualTo(202);
        assertThat(answer.json().path("accepted").asInt())
                .as("%s: %s", bad.name(), answer.body())
                .isEqualTo(1);
        JsonNode rejected = answer.json().path("rejected");
        assertThat(rejected).hasSize(1);
        assertThat(rejected.at("/0/index").asInt()).isZero();
        assertThat(rejected.at("/0/code").asText()).isEqualTo(bad.code());
        assertThat(rejected.at("/0/detail").asText()).startsWith(bad.place() + ":");
    }

    private void isRefusedWhole(BadDelivery bad) {
        Answer answer =
                door.send(bad.method(), bad.path(), bad.body(), bad.headers().toArray(new String[0]));

        assertProblem(answer, bad.status(), bad.problem());
        sendGood();
    }

    private void letsNobodyIn(String key) {
        Answer answer = send(door.as(key), BadEvent.good("must-not-count"));
        Answer withoutKey = send(door.as(""), BadEvent.good("must-not-count"));

        assertProblem(answer, 401, "invalid-api-key");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(answer.body()).isEqualTo(withoutKey.body());
        sendGood();
    }

    private void isForbidden(String terms, String problem) {
        Http narrow = door.as(tenant.withKey(operator, terms).secret());
        awaitKnown(narrow);

        assertProblem(send(narrow, BadEvent.good("must-not-count")), 403, problem);
        sendGood();
    }

    private void rejectsOtherModels() {
        Http narrow =
                door.as(tenant.withKey(operator, "\"models\":[\"gpt-4o\"]").secret());
        awaitKnown(narrow);

        Answer answer = send(narrow, BadEvent.good("must-not-count").replace("gpt-4o", "gpt-4o-mini"), nextGood());

        assertThat(answer.json().path("accepted").asInt()).isEqualTo(1);
        assertThat(answer.json().at("/rejected/0/code").asText()).isEqualTo("model-not-allowed");
        assertThat(answer.json().at("/rejected/0/detail").asText()).startsWith("/data/model:");
    }

    private void takesARepeatAndCountsItOnce() {
        String good = nextGood();

        assertThat(send(door, good, good).json().path("accepted").asInt()).isEqualTo(2);
        repeated++;
    }

    private void takesWhatNoMeterCounts() {
        String unknown = BadEvent.good("unmetered").replace("io.matrixplatform.api-call.v1", "com.example.unknown");

        assertThat(send(door, unknown).json().path("accepted").asInt()).isEqualTo(1);
        unmetered++;
    }

    private void believesTheKeyAlone() {
        String event = nextGood().replace("\"source\"", "\"tenantid\":\"" + other.id() + "\",\"source\"");

        Answer answer = door.post(
                "/v1/events?tenant=" + other.id(),
                BATCH,
                BodyPublishers.ofString("[" + event + "]"),
                "X-Tenant-Id",
                other.id());

        assertThat(answer.json().path("accepted").asInt()).isEqualTo(1);
    }

    /** The only event that the other tenant sends: it has the identity of one of ours, but for the tenant. */
    private void keepsTheIdsOfTenantsApart() {
        String event = nextGood();
        Http otherDoor = door.as(other.secret());
        awaitKnown(otherDoor);

        assertThat(send(door, event).json().path("accepted").asInt()).isEqualTo(1);
        assertThat(send(otherDoor, event).json().path("accepted").asInt()).isEqualTo(1);
    }

    private void takesNamesAsTheyAre() {
        String[] events = QUERY_FRAGMENTS.stream()
                .map(name ->
                        nextGood().replace("gpt-4o", name.replace("\\", "\\\\").replace("\"", "\\\"")))
                .toArray(String[]::new);

        assertThat(send(door, events).json().path("accepted").asInt()).isEqualTo(events.length);
    }

    private void areCounted(Books books, Books otherBooks) {
        books.settled();

        assertThat(books.inTime("api.calls")).isEqualByComparingTo(String.valueOf(counted));
        assertThat(books.inTime("tokens.input")).isEqualByComparingTo(String.valueOf(counted * 1_000));
        assertThat(books.late("api.calls")).isZero();
        assertThat(otherBooks.inTime("api.calls")).isEqualByComparingTo("1");
        books.dashboardShows("api.calls", counted);
        JsonNode recount = books.recount();
        assertThat(recount.path("received").asInt()).isEqualTo(counted + repeated + unmetered);
        assertThat(recount.path("distinct").asInt()).isEqualTo(counted + unmetered);
        assertThat(Books.ofCalls(recount)).allSatisfy(line -> {
            assertThat(line.at("/raw/fact_count").asInt()).isEqualTo(counted);
            assertThat(line.at("/missing_in_ledger/quantity").asText()).isEqualTo("0");
            assertThat(line.at("/missing_in_rollups/quantity").asText()).isEqualTo("0");
        });
    }

    private void areGroupsOfTheirOwn(Platform platform) {
        Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
        Http api = platform.api(tenant.secret());
        String usage = "/v1/usage?meter=api.calls&from=" + today.minus(1, ChronoUnit.DAYS) + "&to="
                + today.plus(1, ChronoUnit.DAYS);

        JsonNode groups = api.get(usage + "&group_by=model").json().path("data");
        List<String> models = new ArrayList<>(QUERY_FRAGMENTS);
        models.add("gpt-4o");

        assertThat(groups.findValuesAsText("model")).containsExactlyInAnyOrderElementsOf(models);
        for (String model : QUERY_FRAGMENTS) {
            JsonNode rows = api.get(usage + "&filter=" + URLEncoder.encode("model:" + model, StandardCharsets.UTF_8))
                    .json()
                    .path("data");
            assertThat(rows.findValuesAsText("quantity")).as(model).containsExactly("1");
        }
    }

    private record BadKey(String name, String secret) {}

    /** The revoked and the expired one were good. */
    private List<BadKey> badKeys() {
        Instant end = Instant.now().plusSeconds(2);
        Tenant expired = tenant.withKey(operator, "\"expires_at\":\"" + end + "\"");
        Tenant revoked = tenant.withKey(operator, "\"scopes\":[\"usage:write\"]");
        awaitKnown(door);
        awaitKnown(door.as(revoked.secret()));
        operator.delete("/v1/tenants/" + tenant.id() + "/api-keys/" + revoked.keyId());
        await("the revoked key is refused, and the other has expired")
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> send(door.as(revoked.secret())).status() == 401
                        && Instant.now().isAfter(end));
        String good = tenant.secret();
        return List.of(
                new BadKey("no key", ""),
                new BadKey("a key that is none", "nonsense"),
                new BadKey(
                        "a key with a wrong check digit",
                        good.substring(0, good.length() - 1) + (good.endsWith("0") ? "1" : "0")),
                new BadKey(
                        "a key that nobody made",
                        ApiKeySecret.mint(new SecureRandom()).text()),
                new BadKey("a revoked key", revoked.secret()),
                new BadKey("an expired key", expired.secret()));
    }

    private static void awaitKnown(Http door) {
        await("the key reaches the edge")
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> send(door).status() != 401);
    }

    private String nextGood() {
        return BadEvent.good("good-" + counted++);
    }

    private void sendGood() {
        Answer answer = send(door, nextGood());
        assertThat(answer.json().path("accepted").asInt()).as(answer.body()).isEqualTo(1);
    }

    private static Answer send(Http door, String... events) {
        return door.post("/v1/events", BATCH, "[" + String.join(",", events) + "]");
    }

    private static void assertProblem(Answer answer, int status, String problem) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    }
}
