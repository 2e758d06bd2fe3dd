package io.matrixplatform.ingest.metering;

import static io.matrixplatform.ingest.metering.Events.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.ingest.FakeRegistry;
import io.matrixplatform.ingest.access.Clients;
import io.matrixplatform.ingest.access.KnownKeys;
import io.matrixplatform.ingest.access.Refusals;
import io.matrixplatform.ingest.platform.CrossOrigin;
import io.matrixplatform.ingest.platform.DoorServer;
import io.matrixplatform.ingest.platform.Health;
import io.matrixplatform.ingest.platform.HealthRoutes;
import io.matrixplatform.ingest.platform.InFlight;
import io.matrixplatform.ingest.platform.Metrics;
import io.matrixplatform.ingest.platform.Route;
import io.matrixplatform.model.network.TrustedProxies;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A door of its own for each test, with narrow bounds, a log that the test holds, and a client that knows a key. */
public final class Door implements BeforeEachCallback, AfterEachCallback {
    public static final int BODY_MAX = 20_000;
    static final String ONE = "application/cloudevents+json";
    static final String MANY = "application/cloudevents-batch+json";

    private static final int IN_FLIGHT_MAX = 50_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry REGISTRY = new FakeRegistry().client();

    public final KnownKeys keys = new KnownKeys(REGISTRY);
    public final String key = keys.add("usage:write").text();
    public final FakePublisher publisher = new FakePublisher();
    public final InFlight inFlight = new InFlight(IN_FLIGHT_MAX);

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private int port;

    @Override
    public void beforeEach(ExtensionContext test) throws Exception {
        EventBounds bounds = new EventBounds(
                BODY_MAX, Duration.ofMillis(400), 100, 50, Duration.ofDays(35), Duration.ofMinutes(5), 5, 64, 128, 512);
        Metrics metrics = new Metrics();
        MeteringModule metering = new MeteringModule(
                new Clients(TrustedProxies.parse("127.0.0.0/8")),
                keys.callers(),
                new Refusals(metrics.registry()),
                publisher,
                REGISTRY,
                inFlight,
                metrics,
                bounds,
                InstantSource.fixed(NOW));
        Health health = new Health()
                .require("door", () -> inFlight.isDraining() ? Optional.of("shutting down") : Optional.empty());
        List<Route> routes = new ArrayList<>(HealthRoutes.of(health, metrics));
        routes.addAll(metering.routes(vertx));
        DoorServer server =
                new DoorServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0), routes, CrossOrigin.CLOSED);
        vertx.deployVerticle(server).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        port = server.port();
    }

    @Override
    public void afterEach(ExtensionContext test) throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    int port() {
        return port;
    }

    HttpResponse<String> post(String contentType, String body) throws Exception {
        return send(request(contentType, BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    HttpRequest gzip(byte[] bytes) throws IOException {
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

    HttpRequest request(String contentType, BodyPublisher body) {
        return HttpRequest.newBuilder(uri("/v1/events"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", contentType)
                .POST(body)
                .build();
    }

    HttpResponse<String> send(HttpRequest request) throws Exception {
        return sendAsync(request).get(10, TimeUnit.SECONDS);
    }

    CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest request) {
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Writes to the socket and reads until the server closes it. */
    public String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            write(socket, request);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    public static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }

    static JsonNode assertProblem(HttpResponse<String> answer, int status, String slug) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        JsonNode problem = json(answer.body());
        assertThat(problem.get("type").asText()).isEqualTo("/problems/" + slug);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        return problem;
    }

    static void eventually(BooleanSupplier condition) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(condition::getAsBoolean);
    }
}
