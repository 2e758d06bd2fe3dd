package io.matrixplatform.ingest.inference.upstreams;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.ingest.inference.routes.Upstream;
import io.matrixplatform.model.inference.ApiDialect;
import io.matrixplatform.model.inference.BaseUrl;
import io.matrixplatform.model.inference.BaseUrl.Reach;
import io.matrixplatform.model.network.IpAddresses;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The upstream of a route is where somebody else said: that no request ends up in our own network thereby. Which addresses and
 * URLs are refused as they are written, the tests of {@code PublicAddresses} and {@code BaseUrl} say.
 */
class SsrfTest {
    private static final String NAME = "models.example.com";

    private final Vertx vertx = Vertx.vertx();
    private final List<List<String>> answers = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private long nanos;
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setSoTimeout(5_000);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        server.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            this machine                           | 127.0.0.1
            this machine in IPv6                   | ::1
            this machine as IPv4 in IPv6           | ::ffff:127.0.0.1
            this machine as IPv4 in IPv6 of old    | ::127.0.0.1
            any address                            | 0.0.0.0
            a private network                      | 10.0.0.7
            a private network in IPv6              | fd00::7
            the metadata of a cloud                | 169.254.169.254
            the metadata through NAT64             | 64:ff9b::a9fe:a9fe
            this machine through 6to4              | 2002:7f00:1::
            carrier-grade NAT                      | 100.64.0.1
            a public and a private address         | 1.1.1.1 10.0.0.7
            a private one behind many public ones  | 1.1.1.1 8.8.8.8 2606:4700::1111 192.168.0.1
            """)
    void leadsToNoNameThatStandsFor(String what, String addresses) {
        answers.add(List.of(addresses.split(" ")));

        assertThat(failureOf(client(Reach.PUBLIC).open(upstream("https"), "/x", Map.of())))
                .isInstanceOf(UnknownHostException.class);
        assertThat(asked).containsExactly(NAME);
    }

    /** A name that is public when the route is written, and leads into our network when it is called. */
    @Test
    void checksANameAgainWheneverItIsAskedFor() {
        answers.add(List.of("1.1.1.1"));
        answers.add(List.of("127.0.0.1"));
        Hosts hosts = hosts(Reach.PUBLIC);
        BaseUrl url = upstream("https").url();

        assertThat(done(hosts.find(url)).getHostAddress()).isEqualTo("1.1.1.1");
        nanos += Duration.ofSeconds(29).toNanos();
        assertThat(done(hosts.find(url)).getHostAddress())
                .as("what was checked is what is connected to")
                .isEqualTo("1.1.1.1");
        nanos += Duration.ofSeconds(2).toNanos();
        assertThat(failureOf(hosts.find(url))).isInstanceOf(UnknownHostException.class);
        assertThat(asked).hasSize(2);
    }

    /** No name server knows the name: whoever asked again would not get there. */
    @Test
    void connectsToTheAddressThatWasCheckedUnderTheNameOfTheHost() throws Exception {
        answers.add(List.of("127.0.0.1"));

        done(client(Reach.PRIVATE).open(upstream("http"), "/chat", Map.of())).end();

        assertThat(firstBytes("\r\n\r\n"))
                .startsWith("POST /v1/chat HTTP/1.1\r\n")
                .contains("host: " + NAME + ":" + server.getLocalPort() + "\r\n");
        assertThat(asked).containsExactly(NAME);
    }

    @Test
    void greetsTheHostByItsNameInTls() throws Exception {
        answers.add(List.of("127.0.0.1"));

        Future<HttpClientRequest> opening = client(Reach.PRIVATE).open(upstream("https"), "/chat", Map.of());

        assertThat(firstBytes(NAME)).contains(NAME);
        assertThat(failureOf(opening))
                .as("which the server here does not speak")
                .isNotNull();
    }

    @Test
    void goesThroughNoProxyThatTheEnvironmentNames() throws Exception {
        Map<String, String> proxy =
                Map.of("http.proxyHost", "127.0.0.1", "http.proxyPort", "1", "http.nonProxyHosts", "");
        proxy.forEach(System::setProperty);
        try {
            connectsToTheAddressThatWasCheckedUnderTheNameOfTheHost();
        } finally {
            proxy.keySet().forEach(System::clearProperty);
        }
    }

    private UpstreamClient client(Reach reach) {
        return new UpstreamClient(
                vertx, hosts(reach), new Credentials(Map.of(), Optional.empty(), System::nanoTime), 4);
    }

    private Hosts hosts(Reach reach) {
        return new Hosts(vertx, reach, this::resolve, () -> nanos);
    }

    private InetAddress[] resolve(String name) {
        asked.add(name);
        return answers.remove(0).stream()
                .flatMap(text -> IpAddresses.parse(text).stream())
                .toArray(InetAddress[]::new);
    }

    private Upstream upstream(String scheme) {
        BaseUrl url = BaseUrl.parse(scheme + "://" + NAME + ":" + server.getLocalPort() + "/v1", Reach.PRIVATE);
        Duration time = Duration.ofSeconds(5);
        return new Upstream("one", url, ApiDialect.OPENAI, "m", null, time, time, time, 0);
    }

    /** What arrives here first, up to and with {@code end}; the connection is closed then. */
    private String firstBytes(String end) throws IOException {
        try (Socket socket = server.accept()) {
            socket.setSoTimeout(5_000);
            InputStream in = socket.getInputStream();
            StringBuilder text = new StringBuilder();
            while (text.indexOf(end) < 0) {
                byte[] some = new byte[4_096];
                int read = in.read(some);
                assertThat(read).as("so far: %s", text).isPositive();
                text.append(new String(some, 0, read, StandardCharsets.ISO_8859_1));
            }
            return text.toString();
        }
    }

    private static <T> T done(Future<T> future) {
        return stage(future).join();
    }

    private static @Nullable Throwable failureOf(Future<?> future) {
        try {
            stage(future).get(10, TimeUnit.SECONDS);
            return null;
        } catch (ExecutionException failed) {
            return failed.getCause();
        } catch (Exception other) {
            throw new AssertionError(other);
        }
    }

    private static <T> CompletableFuture<T> stage(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture();
    }
}
