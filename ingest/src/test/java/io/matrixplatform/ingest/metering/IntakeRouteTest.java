package io.matrixplatform.ingest.metering;

import static io.matrixplatform.ingest.metering.Events.NOW;
import static io.matrixplatform.ingest.metering.Events.apiCall;
import static io.matrixplatform.ingest.metering.Events.batch;
import static io.matrixplatform.ingest.metering.Events.usage;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.ingest.FakeRegistry;
import io.matrixplatform.ingest.access.Callers;
import io.matrixplatform.ingest.access.Clients;
import io.matrixplatform.ingest.access.KnownKeys;
import io.matrixplatform.ingest.access.StaleKeys;
import io.matrixplatform.ingest.platform.DoorServer;
import io.matrixplatform.ingest.platform.Health;
import io.matrixplatform.ingest.platform.HealthRoutes;
import io.matrixplatform.ingest.platform.InFlight;
import io.matrixplatform.ingest.platform.Metrics;
import io.matrixplatform.ingest.platform.Route;
import io.matrixplatform.model.network.CountryOf;
import io.matrixplatform.model.network.TrustedProxies;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IntakeRouteTest {
    private static final int BODY_MAX = 20_000;
    private static final int IN_FLIGHT_MAX = 50_000;
    private static final String ONE = "application/cloudevents+json";
    private static final String MANY = "application/cloudevents-batch+json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final FakeRegistry SERVER = new FakeRegistry();
    private static final SchemaRegistry REGISTRY = SERVER.client();

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final KnownKeys keys = new KnownKeys(REGISTRY);
    private final String key = keys.add("usage:write").text();
    private final FakePublisher publisher = new FakePublisher();
    private final InFlight inFlight = new InFlight(IN_FLIGHT_MAX);
    private int port;

    @AfterAll
    static void stopRegistry() {
        SERVER.close();
    }

    @BeforeEach
    void open() throws Exception {
        EventBounds bounds = new EventBounds(
                BODY_MAX, Duration.ofMillis(400), 100, Duration.ofDays(35), Duration.ofMinutes(5), 5, 64, 128, 512);
        Metrics metrics = new Metrics();
        MeteringModule metering = new MeteringModule(
                new Clients(TrustedProxies.parse("127.0.0.0/8")),
                new Callers(
                        keys.table(), new StaleKeys(Duration.ofSeconds(60), StaleKeys.Then.SERVE), CountryOf.NOTHING),
                publisher,
                REGISTRY,
                inFlight,
                metrics,
                bounds,
                InstantSource.fixed(NOW));
        Health health = new Health()
                .require("door", () -> inFlight.isDraining() ? Optional.of("shutting down") : Optional.empty());
        List<Route> routes = new ArrayList<>(HealthRoutes.of(health, metrics));
        routes.add(metering.route(vertx));
        DoorServer door =
                new DoorServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0), routes);
        vertx.deployVerticle(door).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        port = door.port();
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void answersABatchPerEvent() throws Exception {
        publisher.lose("c");

        HttpResponse<String> answer = post(MANY, batch(apiCall("a"), apiCall("b", "{}"), apiCall("c"), "7"));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(JSON.readTree(answer.body())).isEqualTo(JSON.readTree("""
                {"accepted": 1,
                 "rejected": [
                  {"index": 1, "id": "b", "code": "missing-field", "detail": "/data/model: is required"},
                  {"index": 3, "id": null, "code": "wrong-kind", "detail": "an event must be an object"}],
                 "retry": [{"index": 2, "id": "c", "detail": "the log did not confirm it"}]}"""));
        assertThat(publisher.log()).extracting(Fact::id).containsExactly("a");
    }

    @Test
    void answersOnlyAfterTheLogHasAnswered() throws Exception {
        publisher.hold();
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(request(ONE, BodyPublishers.ofString(apiCall("a"))), BodyHandlers.ofString());
        eventually(() -> publisher.waiting() == 1);

        assertThat(answer).isNotDone();
        publisher.answerAll();

        assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
        assertThat(publisher.log()).hasSize(1);
    }

    @Test
    void answersASingleRejectedEventWithAProblemThatHasTheSameMembers() throws Exception {
        HttpResponse<String> answer = post(ONE, usage("a", "{\"n\":[1]}"));

        JsonNode problem = assertProblem(answer, 422, "event-rejected");
        assertThat(problem.get("accepted").asInt()).isZero();
        assertThat(problem.get("rejected").get(0).get("code").asText()).isEqualTo("array-not-allowed");
        assertThat(problem.get("retry")).isEmpty();
    }

    @Test
    void neverCallsASingleUnconfirmedEventRejected() throws Exception {
        publisher.lose("a");

        HttpResponse<String> answer = post(ONE, apiCall("a"));

        JsonNode problem = assertProblem(answer, 503, "not-confirmed");
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
        assertThat(problem.get("rejected")).isEmpty();
        assertThat(problem.get("retry").get(0).get("id").asText()).isEqualTo("a");
    }

    @Test
    void takesNothingInWhileTheLogIsAway() throws Exception {
        publisher.goAway();

        HttpResponse<String> answer = post(MANY, batch(apiCall("a")));

        assertProblem(answer, 503, "log-unreachable");
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
        assertThat(inFlight.requests()).isZero();
    }

    @Test
    void takesBinaryMode() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/v1/events"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json; charset=UTF-8")
                .header("ce-specversion", "1.0")
                .header("ce-id", "e1")
                .header("ce-source", "s")
                .header("ce-type", "gpu.used")
                .header("ce-time", "2026-07-01T12:00:00Z")
                .POST(BodyPublishers.ofString("{\"seconds\":3}"))
                .build();

        assertThat(send(request).statusCode()).isEqualTo(202);
        assertThat(publisher.log()).extracting(Fact::id).containsExactly("e1");
    }

    @Test
    void inflatesGzipWithinTheBoundOfTheBody() throws Exception {
        HttpResponse<String> honest = send(gzip(apiCall("a").getBytes(StandardCharsets.UTF_8)));
        HttpResponse<String> bomb = send(gzip(new byte[10_000_000]));

        assertThat(honest.statusCode()).isEqualTo(202);
        assertProblem(bomb, 413, "request-too-large");
        assertThat(inFlight.bytes()).isZero();
    }

    @Test
    void refusesALargeBodyByItsAnnouncementWithoutReadingIt() throws Exception {
        String answer = raw("POST /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key + "\r\nContent-Type: "
                + ONE + "\r\nContent-Length: 100000000\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413").contains("request-too-large");
    }

    @Test
    void refusesALargeBodyThatDoesNotSayItsLength() throws Exception {
        byte[] large = new byte[BODY_MAX + 1];

        HttpResponse<String> answer =
                send(request(ONE, BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large))));

        assertProblem(answer, 413, "request-too-large");
    }

    @Test
    void givesUpOnABodyThatDoesNotCome() throws Exception {
        String answer = raw("POST /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key + "\r\nContent-Type: "
                + ONE + "\r\nContent-Length: 100\r\n\r\n{");

        assertThat(answer).startsWith("HTTP/1.1 408").contains("body-too-slow");
        assertThat(inFlight.requests()).isZero();
    }

    @Test
    void refusesAtOnceWhatDoesNotFitTheMemoryBudget() throws Exception {
        publisher.hold();
        String large = apiCall("a").replace("\"test\"", "\"test\"" + " ".repeat(15_000));
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            int expected = i;
            waiting.add(client.sendAsync(request(ONE, BodyPublishers.ofString(large)), BodyHandlers.ofString()));
            eventually(() -> publisher.waiting() == expected);
        }

        HttpResponse<String> refused = post(ONE, large);

        assertProblem(refused, 503, "overloaded");
        assertThat(refused.headers().firstValue("retry-after")).isPresent();
        publisher.answerAll();
        for (CompletableFuture<HttpResponse<String>> answer : waiting) {
            assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
        }
        assertThat(inFlight.bytes()).isZero();
        assertThat(post(ONE, large).statusCode()).isEqualTo(202);
    }

    @Test
    void forgetsAClientThatLeavesInTheMiddleOfItsBody() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            write(
                    socket,
                    "POST /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key + "\r\nContent-Type: " + ONE
                            + "\r\nContent-Length: 100\r\n\r\n{\"id\"");
            eventually(() -> inFlight.bytes() == 5);
        }

        eventually(() -> inFlight.bytes() == 0 && inFlight.requests() == 0);
        assertThat(publisher.log()).isEmpty();
    }

    @Test
    void answersEveryBadKeyAlike() throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("/v1/events"))
                .header("Content-Type", ONE)
                .POST(BodyPublishers.noBody());
        HttpResponse<String> missing = send(request.copy().build());
        HttpResponse<String> wrong =
                send(request.copy().header("Authorization", "Bearer mtx_live_x").build());

        assertProblem(missing, 401, "invalid-api-key");
        assertThat(missing.headers().firstValue("www-authenticate")).contains("Bearer");
        assertThat(wrong.body()).isEqualTo(missing.body());
    }

    @Test
    void refusesAKeyWithoutTheScope() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("/v1/events"))
                .header("Authorization", "Bearer " + keys.add("usage:read").text())
                .header("Content-Type", ONE)
                .POST(BodyPublishers.ofString(apiCall("a")))
                .build());

        assertProblem(answer, 403, "insufficient-scope");
    }

    @Test
    void tellsAGoodKeyThatItsAddressIsNotAllowed() throws Exception {
        String narrow =
                keys.add(state -> state.setCidrs(List.of("203.0.113.0/24"))).text();
        String shut = keys.add(state -> state.setTenantCidrsDenied(List.of("203.0.113.9/32")))
                .text();

        assertProblem(from(narrow, null), 403, "ip-not-allowed");
        assertProblem(from(narrow, "203.0.113.9, 198.51.100.1"), 403, "ip-not-allowed");
        assertProblem(from(narrow, "203.0.113.9, unknown"), 403, "ip-not-allowed");
        assertProblem(from(shut, "203.0.113.9"), 403, "ip-not-allowed");
        assertThat(publisher.log()).isEmpty();
        assertThat(from(narrow, "198.51.100.1, 203.0.113.9").statusCode()).isEqualTo(202);
        assertThat(from(narrow, "::ffff:203.0.113.9").statusCode()).isEqualTo(202);
        assertThat(from(shut, "203.0.113.10").statusCode()).isEqualTo(202);
    }

    private HttpResponse<String> from(String key, @Nullable String forwardedFor) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("/v1/events"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", ONE)
                .POST(BodyPublishers.ofString(apiCall("a")));
        return send((forwardedFor == null ? request : request.header("X-Forwarded-For", forwardedFor)).build());
    }

    @Test
    void rejectsACallOfAModelThatTheKeyMayNotUseAndTakesTheRest() throws Exception {
        String narrow = keys.add(state -> state.setModels(List.of("gpt-4o"))).text();
        String other = apiCall("b", Events.CALL_DATA.replace("gpt-4o", "gpt-4o-mini"));

        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("/v1/events"))
                .header("Authorization", "Bearer " + narrow)
                .header("Content-Type", MANY)
                .POST(BodyPublishers.ofString(batch(apiCall("a"), other, usage("c", "{}"))))
                .build());

        JsonNode outcome = JSON.readTree(answer.body());
        assertThat(outcome.get("accepted").asInt()).isEqualTo(2);
        assertThat(outcome.get("rejected").findValuesAsText("id")).containsExactly("b");
        assertThat(outcome.get("rejected").findValuesAsText("code")).containsExactly("model-not-allowed");
    }

    @Test
    void refusesContentItDoesNotUnderstand() throws Exception {
        for (String type :
                List.of("text/plain", "application/json", "application/xml", ONE + "; charset=latin1", "x")) {
            assertProblem(post(type, apiCall("a")), 415, "unsupported-media-type");
        }
        HttpRequest zstd = HttpRequest.newBuilder(uri("/v1/events"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", ONE)
                .header("Content-Encoding", "zstd")
                .POST(BodyPublishers.ofString(apiCall("a")))
                .build();
        assertProblem(send(zstd), 415, "unsupported-media-type");
    }

    @Test
    void refusesBrokenJsonAndKeepsNothingOfIt() throws Exception {
        assertProblem(post(MANY, "[" + apiCall("a") + ","), 400, "malformed-request");
        assertThat(publisher.log()).isEmpty();
        assertThat(inFlight.requests()).isZero();
    }

    @Test
    void knowsWhereItIsAndWhatIsNotThere() throws Exception {
        HttpResponse<String> get =
                send(HttpRequest.newBuilder(uri("/v1/events")).build());

        assertProblem(get, 405, "method-not-allowed");
        assertThat(get.headers().firstValue("allow")).contains("POST");
        assertProblem(send(HttpRequest.newBuilder(uri("/v1/event")).build()), 404, "not-found");
    }

    @Test
    void servesManyRequestsOnOneConnection() throws Exception {
        String body = apiCall("a");
        String request = "POST /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key + "\r\nContent-Type: "
                + ONE + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        String last = request.replace("Host: x", "Host: x\r\nConnection: close");

        String answers = raw(request + request + last);

        assertThat(answers.split("HTTP/1.1 202", -1)).hasSize(4);
    }

    @Test
    void tellsHowItIs() throws Exception {
        post(MANY, batch(apiCall("a"), "7"));

        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").body()).isEqualTo("{\"status\":\"ready\",\"reasons\":{}}");
        assertThat(get("/metrics").body())
                .contains("metering_events_total{outcome=\"accepted\"} 1.0")
                .contains("metering_events_total{outcome=\"rejected\"} 1.0");
    }

    @Test
    void takesNothingMoreOnWhileItCloses() throws Exception {
        inFlight.drain(Duration.ZERO);

        assertProblem(post(ONE, apiCall("a")), 503, "shutting-down");
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/ready").body()).contains("shutting down");
    }

    private static JsonNode assertProblem(HttpResponse<String> answer, int status, String slug) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.get("type").asText()).isEqualTo("/problems/" + slug);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        return problem;
    }

    private HttpResponse<String> post(String contentType, String body) throws Exception {
        return send(request(contentType, BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    private HttpRequest gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return HttpRequest.newBuilder(uri("/v1/events"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", ONE)
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(packed.toByteArray()))
                .build();
    }

    private HttpRequest request(String contentType, BodyPublisher body) {
        return HttpRequest.newBuilder(uri("/v1/events"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", contentType)
                .POST(body)
                .build();
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.sendAsync(request, BodyHandlers.ofString()).get(10, TimeUnit.SECONDS);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Writes to the socket and reads until the server closes it. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            write(socket, request);
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void eventually(java.util.function.BooleanSupplier condition) {
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(10)).until(condition::getAsBoolean);
    }
}
