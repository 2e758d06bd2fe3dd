package io.matrixplatform.api.testing;

import static io.dropwizard.testing.ConfigOverride.config;

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
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The real server on free ports, on the test database, started once for all tests. There is no Kafka behind it: what it says
 * to Kafka waits in the outbox, where a test can look at it.
 */
public final class ApiServer {
    public static final String OPERATOR = "mtx_operator_0123456789abcdefghijklmnop";

    /** Of every user that {@link #user} makes. */
    public static final String PASSWORD = "correct horse battery";

    private static final Path OUTBOX = folder();

    private static final AtomicInteger PEOPLE = new AtomicInteger();

    private static final ApiServer ONLY = new ApiServer();

    private final DropwizardTestSupport<ApiConfiguration> server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ApiServer() {
        server = new DropwizardTestSupport<>(
                ApiMain.class,
                "api.yml",
                config("server.applicationConnectors[0].port", "0"),
                config("server.adminConnectors[0].port", "0"),
                config("database.url", TestDatabase.url()),
                config("database.user", "postgres"),
                config("kafka.bootstrap", "127.0.0.1:1"),
                config("kafka.registryUrl", FakeRegistry.url()),
                // All tests come from one address, and most as one operator.
                config("limits.credential.perMinute", "6000000"),
                config("limits.address.perMinute", "6000000"),
                config("limits.wrongCredential.perMinute", "6000000"),
                config("metering.pinotBroker", "127.0.0.1:1"),
                config("metering.live.stateDir", "target/live-usage"),
                config("logging.level", "ERROR"),
                config("access.operatorToken", OPERATOR),
                config("access.stateDir", "target/access"),
                config("mail.outbox", OUTBOX.toString()),
                config("installation.key", "0123456789abcdefghijklmnopqrstuvwxyz"));
        try {
            server.before();
        } catch (Exception failure) {
            throw new IllegalStateException("the server did not start", failure);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(server::after));
    }

    public static ApiServer running() {
        return ONLY;
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

    private static Path folder() {
        try {
            return Files.createTempDirectory("outbox");
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
