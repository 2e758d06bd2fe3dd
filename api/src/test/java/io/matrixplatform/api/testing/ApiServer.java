package io.matrixplatform.api.testing;

import static io.dropwizard.testing.ConfigOverride.config;
import static java.util.Map.entry;

import io.dropwizard.core.Application;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import io.matrixplatform.api.ApiConfiguration;
import io.matrixplatform.api.ApiMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The real server on free ports, on the test database, started once for all tests. There is no Kafka behind it: what it says
 * to Kafka waits in the outbox, where a test can look at it. Its clock is {@link TestClock}.
 */
public final class ApiServer {
    public static final String OPERATOR = "mtx_operator_0123456789abcdefghijklmnop";

    /** Of every user that {@link #user} makes. */
    public static final String PASSWORD = "correct horse battery";

    private static final Path OUTBOX = folder();

    private static final AtomicInteger PEOPLE = new AtomicInteger();

    private final DropwizardTestSupport<ApiConfiguration> server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ApiServer(String name, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(Map.ofEntries(
                entry("server.applicationConnectors[0].port", "0"),
                entry("server.adminConnectors[0].port", "0"),
                entry("database.url", TestDatabase.url()),
                entry("database.user", "postgres"),
                entry("kafka.bootstrap", "127.0.0.1:1"),
                entry("kafka.registryUrl", FakeRegistry.url()),
                // All tests come from one address, and most as one operator.
                entry("limits.credential.perMinute", "6000000"),
                entry("limits.address.perMinute", "6000000"),
                entry("limits.wrongCredential.perMinute", "6000000"),
                entry("metering.pinotBroker", "127.0.0.1:1"),
                entry("metering.live.stateDir", "target/live-usage/" + name),
                entry("logging.level", "ERROR"),
                entry("access.operatorToken", OPERATOR),
                // However busy the machine is: a test that guesses wants to know what becomes of each guess.
                entry("access.passwordPatience", "PT25S"),
                entry("access.stateDir", "target/access/" + name),
                entry("mail.outbox", OUTBOX.toString()),
                entry("installation.key", "0123456789abcdefghijklmnopqrstuvwxyz")));
        server = new DropwizardTestSupport<>(ApiMain.class, "api.yml", name, overrides(name, all)) {
            @Override
            public Application<ApiConfiguration> newApplication() {
                return new ApiMain(TestClock.shared());
            }
        };
        try {
            server.before();
        } catch (Exception failure) {
            throw new IllegalStateException("the server did not start", failure);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(server::after));
    }

    private static ConfigOverride[] overrides(String name, Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> config(name, setting.getKey(), setting.getValue()))
                .toArray(ConfigOverride[]::new);
    }

    public static ApiServer running() {
        return Plain.SERVER;
    }

    /**
     * Another one on the same database, which trusts this machine as a proxy, and the pages of {@code
     * https://app.example.com}.
     */
    public static ApiServer behindAProxy() {
        return BehindAProxy.SERVER;
    }

    private static final class Plain {
        static final ApiServer SERVER = new ApiServer("plain", Map.of());
    }

    private static final class BehindAProxy {
        static final ApiServer SERVER = new ApiServer(
                "proxied", Map.of("http.trustedProxies", "127.0.0.0/8", "http.corsOrigins", "https://app.example.com"));
    }

    public Answer get(String path, @Nullable String token) {
        return send(request(path, token).GET().build());
    }

    public Answer delete(String path, @Nullable String token) {
        return send(request(path, token).DELETE().build());
    }

    public Answer post(String path, @Nullable String token, String body) {
        return send(json(path, token, body).build());
    }

    public Answer post(String path, @Nullable String token, String body, String idempotencyKey) {
        return send(json(path, token, body)
                .header("Idempotency-Key", idempotencyKey)
                .build());
    }

    /** @param ifMatch not sent when it is null */
    public Answer put(String path, @Nullable String token, @Nullable String ifMatch, String body) {
        return change("PUT", path, token, ifMatch, body);
    }

    /** @param ifMatch not sent when it is null */
    public Answer patch(String path, @Nullable String token, @Nullable String ifMatch, String body) {
        return change("PATCH", path, token, ifMatch, body);
    }

    private Answer change(String method, String path, @Nullable String token, @Nullable String ifMatch, String body) {
        HttpRequest.Builder request = request(path, token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        return send((ifMatch == null ? request : request.header("If-Match", ifMatch)).build());
    }

    public Answer admin(String path) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getAdminPort() + path))
                .timeout(Duration.ofSeconds(30))
                .build());
    }

    public Answer send(HttpRequest request) {
        try {
            return Answer.of(client.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    /** What the server answers to these very bytes. */
    public String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    public HttpRequest.Builder request(String path, @Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.getLocalPort() + path))
                .timeout(Duration.ofSeconds(30));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    /** A new tenant's id. */
    public String tenant() {
        return post("/v1/tenants", OPERATOR, "{\"name\":\"Acme\"}").field("id");
    }

    /** The secret of a new API key with the default scopes. */
    public String key(String tenant) {
        return post("/v1/tenants/" + tenant + "/api-keys", OPERATOR, "{\"name\":\"k\"}")
                .field("secret");
    }

    /** Where the server puts the mails it sends, one file each. */
    public static Path outbox() {
        return OUTBOX;
    }

    /** Of this run alone: what earlier ones sent is no business of its tests. */
    private static Path folder() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "outbox");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** An address that nobody has yet. */
    public static String email() {
        return "person" + PEOPLE.incrementAndGet() + "@example.com";
    }

    /** The id of a new user. */
    public String user(String email, boolean operator) {
        return post(
                        "/v1/users",
                        OPERATOR,
                        "{\"email\":\"" + email + "\",\"name\":\"Ada\",\"password\":\"" + PASSWORD + "\",\"operator\":"
                                + operator + "}")
                .field("id");
    }

    private HttpRequest.Builder json(String path, @Nullable String token, String body) {
        return request(path, token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }
}
