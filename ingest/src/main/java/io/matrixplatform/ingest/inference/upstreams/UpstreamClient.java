package io.matrixplatform.ingest.inference.upstreams;

import io.matrixplatform.ingest.inference.routes.Upstream;
import io.matrixplatform.ingest.platform.LateFlush;
import io.matrixplatform.model.inference.ApiDialect;
import io.matrixplatform.model.inference.BaseUrl;
import io.matrixplatform.model.inference.BaseUrl.Reach;
import io.matrixplatform.model.inference.CredentialName;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Opens requests to upstreams, on connections that are kept for a while. Belongs to one event loop. */
public final class UpstreamClient {
    /** Shorter than servers keep theirs, so that a request seldom meets a connection that is being closed. */
    private static final int KEPT_SECONDS = 15;

    private static final int MAX_HEADER_BYTES = 32 * 1024;
    private static final int WAITING_PER_CONNECTION = 4;
    /** Those of routes that are gone are forgotten with all others, now and then. */
    private static final int TARGETS_MAX = 4_096;

    private final Hosts hosts;
    private final Credentials credentials;
    private final HttpClient http;
    private final Map<Target, Asking> asking = new HashMap<>();

    private record Target(Upstream upstream, String path) {}

    /** @param secret empty if none is shown */
    private record Asking(InetAddress address, String secret, RequestOptions options) {
        @Override
        public String toString() {
            return "Asking[" + address + "]";
        }
    }

    /** @param connectionsMax to one upstream */
    public UpstreamClient(Vertx vertx, Reach reach, Credentials credentials, int connectionsMax) {
        this(vertx, new Hosts(vertx, reach, InetAddress::getAllByName, System::nanoTime), credentials, connectionsMax);
    }

    UpstreamClient(Vertx vertx, Hosts hosts, Credentials credentials, int connectionsMax) {
        this.hosts = hosts;
        this.credentials = credentials;
        this.http = vertx.httpClientBuilder()
                .with(new HttpClientOptions()
                        .setKeepAliveTimeout(KEPT_SECONDS)
                        .setMaxHeaderSize(MAX_HEADER_BYTES)
                        .setForceSni(true)
                        .setVerifyHost(true)
                        .setTcpNoDelay(true))
                .with(new PoolOptions()
                        .setHttp1MaxSize(connectionsMax)
                        .setMaxWaitQueueSize(connectionsMax * WAITING_PER_CONNECTION))
                .withConnectHandler(LateFlush::on)
                .build();
    }

    /**
     * A request on an open connection, of which nothing was sent yet. Fails if there is no secret, no address that may be
     * connected to, or no connection; then nothing has been sent either.
     *
     * @param path below the upstream's base address
     * @param headers of the call that go on with it
     */
    public Future<HttpClientRequest> open(Upstream upstream, String path, Map<String, String> headers) {
        Optional<String> secret = Optional.ofNullable(upstream.credential()).flatMap(credentials::find);
        CredentialName wanted = upstream.credential();
        if (wanted != null && secret.isEmpty()) {
            return Future.failedFuture(new IllegalStateException("there is no credential " + wanted));
        }
        return hosts.find(upstream.url())
                .compose(address -> http.request(with(headers, asked(upstream, path, address, secret.orElse("")))));
    }

    /** What requests of one path to one upstream have in common, which is made once. */
    private RequestOptions asked(Upstream upstream, String path, InetAddress address, String secret) {
        Target target = new Target(upstream, path);
        Asking known = asking.get(target);
        if (known == null || !known.address().equals(address) || !known.secret().equals(secret)) {
            if (asking.size() >= TARGETS_MAX) {
                asking.clear();
            }
            known = new Asking(address, secret, options(target, address, secret));
            asking.put(target, known);
        }
        return known.options();
    }

    private static RequestOptions options(Target target, InetAddress address, String secret) {
        Upstream upstream = target.upstream();
        BaseUrl url = upstream.url();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(url.port(), address.getHostAddress()))
                .setHost(url.hostInUrl())
                .setPort(url.port())
                .setSsl(url.isTls())
                .setURI(url.path() + target.path())
                .setFollowRedirects(false)
                .setConnectTimeout(upstream.connectTimeout().toMillis())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        if (!secret.isEmpty()) {
            show(secret, upstream.dialect(), options);
        }
        return options;
    }

    private static RequestOptions with(Map<String, String> headers, RequestOptions common) {
        if (headers.isEmpty()) {
            return common;
        }
        RequestOptions options = new RequestOptions(common);
        headers.forEach(options::putHeader);
        return options;
    }

    private static void show(String secret, ApiDialect dialect, RequestOptions options) {
        switch (dialect) {
            case OPENAI -> options.putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + secret);
            case ANTHROPIC -> options.putHeader("x-api-key", secret);
        }
    }
}
