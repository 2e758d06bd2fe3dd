package io.matrixplatform.ingest.inference.calls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.access.LimitSetting;
import io.matrixplatform.events.access.LimitState;
import io.matrixplatform.events.inference.RouteState;
import io.matrixplatform.events.inference.Upstream;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.RecordEncoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.ingest.FakeRegistry;
import io.matrixplatform.ingest.access.Clients;
import io.matrixplatform.ingest.access.KnownKeys;
import io.matrixplatform.ingest.access.Refusals;
import io.matrixplatform.ingest.access.limits.LimiterConfig;
import io.matrixplatform.ingest.access.limits.LimitsModule;
import io.matrixplatform.ingest.inference.InferenceConfig;
import io.matrixplatform.ingest.inference.InferenceModule;
import io.matrixplatform.ingest.inference.traces.CallTraces;
import io.matrixplatform.ingest.metering.Fact;
import io.matrixplatform.ingest.metering.FakePublisher;
import io.matrixplatform.ingest.platform.CrossOrigin;
import io.matrixplatform.ingest.platform.DoorServer;
import io.matrixplatform.ingest.platform.Metrics;
import io.matrixplatform.model.metering.Identity;
import io.matrixplatform.model.network.Origins;
import io.matrixplatform.model.network.TrustedProxies;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The calls of models behind a real server, with two upstreams that the test scripts, a log that it holds, and a caller. */
final class Gateway implements BeforeEachCallback, AfterEachCallback {
    static final String CHAT = "/v1/chat/completions";
    static final String HELLO = "\"messages\":[{\"role\":\"user\",\"content\":\"Hello there\"}]";
    /** Of {@link #HELLO}: 15 bytes with the role. */
    static final int HELLO_TOKENS = 5;

    /** What an upstream says to it: 7 tokens in and 4 out. */
    static final String ANSWER = "{\"choices\":[{\"message\":{\"content\":\"\"}}],"
            + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":4}}";

    /** Of Anthropic's API. */
    static final String VERSION = "2023-06-01";

    /** Whose pages may call models. */
    static final String CONSOLE = "https://console.example.com";

    static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    static final int JOURNAL_BYTES = 64 * 1024;
    private static final Path SPOOL = Path.of("target", "spool");
    private static final int BODY_MAX = 100_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry REGISTRY = new FakeRegistry().client();
    private static final RecordDecoder<ApiCall> FACTS = new RecordDecoder<>(Topics.METERING_API_CALLS, REGISTRY);
    private static final RecordEncoder<RouteState> ROUTES = new RecordEncoder<>(Topics.INFERENCE_ROUTE_STATE, REGISTRY);

    private static final RecordEncoder<LimitState> LIMITS = new RecordEncoder<>(Topics.ACCESS_LIMIT_STATE, REGISTRY);

    final KnownKeys keys = new KnownKeys(REGISTRY);
    final String key = keys.add("inference").text();
    final FakePublisher publisher = new FakePublisher();
    final ScriptedUpstream upstream = new ScriptedUpstream();
    final ScriptedUpstream second = new ScriptedUpstream();

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final LimitsModule limits = new LimitsModule(
            new LimiterConfig(Duration.ofMinutes(10), Duration.ofMinutes(15), Duration.ofMinutes(1)),
            REGISTRY,
            new Metrics().registry(),
            Path.of("target", "limits-" + UUID.randomUUID()),
            InstantSource.fixed(NOW));
    private final InferenceModule module;
    private int port;

    Gateway() {
        this(CallTraces.OFF);
    }

    Gateway(CallTraces traces) {
        this(traces, JOURNAL_BYTES, 1_000_000);
    }

    /** Whose answers wait for the log. */
    static Gateway withoutJournal(int spoolMaxBytes) {
        return new Gateway(CallTraces.OFF, 0, spoolMaxBytes);
    }

    private Gateway(CallTraces traces, int journalBytes, int spoolMaxBytes) {
        module = new InferenceModule(
                new InferenceConfig(
                        "test",
                        BODY_MAX,
                        Duration.ofSeconds(2),
                        1_000_000,
                        Duration.ofSeconds(3),
                        16,
                        journalBytes,
                        spoolMaxBytes,
                        "",
                        true),
                Map.of("ONE_API_KEY", "sk-one"),
                SPOOL.resolve(Long.toString(System.nanoTime())),
                new Clients(TrustedProxies.parse("127.0.0.0/8")),
                keys.callers(),
                new Refusals(new Metrics().registry()),
                limits.limiter,
                publisher,
                REGISTRY,
                traces,
                new Metrics(),
                InstantSource.fixed(NOW));
    }

    @Override
    public void beforeEach(ExtensionContext test) throws Exception {
        route("m", upstream.url(), second.url());
        limit("requests_per_minute", 1_000_000);
        DoorServer server = new DoorServer(
                new HttpServerOptions().setHost("127.0.0.1").setPort(0),
                module.routes(vertx),
                new CrossOrigin(Origins.parse(CONSOLE)));
        vertx.deployVerticle(server).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        port = server.port();
    }

    @Override
    public void afterEach(ExtensionContext test) throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        limits.close();
        module.close();
        upstream.close();
        second.close();
    }

    int port() {
        return port;
    }

    /** Of the plan that every key is under, in place of what it was limited to before. */
    void limit(String kind, long amount) {
        LimitState state =
                new LimitState("plan", KnownKeys.PLAN, 1L, List.of(new LimitSetting(kind, amount, amount, "local")));
        assertThat(limits.table.apply("plan/" + KnownKeys.PLAN, LIMITS.encode(state), NOW))
                .isTrue();
    }

    long permitsOut() {
        return limits.limiter.permitsOut();
    }

    long underWay() {
        return module.inFlight.requests();
    }

    void route(String model, String... urls) {
        route(model, Stream.of(urls).map(url -> upstream(url, "openai")).toList());
    }

    /** A model that is called in Anthropic's dialect, as {@link #messages} does. */
    void messagesRoute() {
        route("c", List.of(upstream(upstream.url(), "anthropic"), upstream(second.url(), "anthropic")));
    }

    void route(String model, List<Upstream> upstreams) {
        RouteState state = RouteState.newBuilder()
                .setModel(model)
                .setVersion(1)
                .setUpstreams(upstreams)
                .setMaxOutputTokens(1_000L)
                .setCreatedAt(NOW)
                .build();
        assertThat(module.table.apply(model, ROUTES.encode(state), NOW)).isTrue();
    }

    static Upstream upstream(String url, String dialect) {
        return Upstream.newBuilder()
                .setProvider("one")
                .setBaseUrl(url)
                .setDialect(dialect)
                .setModel("their-m")
                .setCredential("env:ONE_API_KEY")
                .setConnectTimeoutMs(2_000) // the first connection of a cold process on a busy machine takes its time
                .setFirstByteTimeoutMs(400)
                .setIdleTimeoutMs(400)
                .setRetries(0)
                .build();
    }

    HttpResponse<String> chat(String more) throws Exception {
        return post(CHAT, "{\"model\":\"m\"," + HELLO + more + "}");
    }

    HttpResponse<String> messages(String more, String... headers) throws Exception {
        return post(
                "/v1/messages",
                "{\"model\":\"c\",\"max_tokens\":100," + HELLO + more + "}",
                Stream.concat(Stream.of("anthropic-version", VERSION), Stream.of(headers))
                        .toArray(String[]::new));
    }

    HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        return send(request(path, headers)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return send(request(path, headers).build());
    }

    HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.send(request, BodyHandlers.ofString());
    }

    /** @param headers name and value by turns, also in place of the key's */
    HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10))
                .setHeader("Authorization", "Bearer " + key);
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request;
    }

    /** Writes these very bytes and reads until the server closes the connection. */
    String raw(String bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Waits until so many calls have ended, with nothing left of them, and answers the fact of the last. */
    ApiCall lastFactOf(int calls) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(publisher.log()).hasSizeGreaterThanOrEqualTo(calls);
            assertThat(underWay()).isZero();
            assertThat(permitsOut()).isZero();
        });
        assertThat(publisher.log()).hasSize(calls);
        return FACTS.decode(publisher.log().get(calls - 1).value());
    }

    /** Waits until every call has ended, and answers the fact of the only one. */
    ApiCall onlyFact() {
        ApiCall call = lastFactOf(1);
        Fact fact = publisher.log().get(0);
        assertThat(fact.key())
                .isEqualTo(Identity.of(call.getTenantId(), call.getSource(), call.getEventId())
                        .toBytes());
        assertThat(call.getTenantId()).isEqualTo(KnownKeys.TENANT);
        assertThat(call.getKeyId()).isEqualTo(KnownKeys.KEY);
        assertThat(call.getSource()).isEqualTo("/inference/test");
        assertThat(call.getOccurredAt()).isEqualTo(NOW);
        assertThat(call.getRecordedAt()).isEqualTo(NOW);
        return call;
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException notJson) {
            throw new AssertionError(answer.body(), notJson);
        }
    }
}
