package io.matrixplatform.bench.edge;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;

/**
 * A proxy and nothing else, of the edge's HTTP library, with as many event loops and connections: a body in, the same to the
 * upstream, the answer's body back. Arguments: its port, the upstream's.
 */
public final class BareProxy extends VerticleBase {
    private static final int EVENT_LOOPS = 2;
    private static final int CONNECTIONS_MAX = 256;
    private static final String HOST = "127.0.0.1";

    private final int port;
    private final RequestOptions toUpstream;
    private final HttpClient client;

    private BareProxy(Vertx vertx, int port, int upstream) {
        this.port = port;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setTcpNoDelay(true), new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX));
        this.toUpstream = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(HOST)
                .setPort(upstream)
                .setURI("/v1/chat/completions")
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
    }

    public static void main(String[] arguments) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(EVENT_LOOPS));
        vertx.deployVerticle(
                        () -> new BareProxy(vertx, Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1])),
                        new DeploymentOptions().setInstances(EVENT_LOOPS))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @Override
    public Future<?> start() {
        return vertx.createHttpServer(new HttpServerOptions().setHost(HOST).setPort(port))
                .requestHandler(this::relay)
                .listen();
    }

    private void relay(HttpServerRequest request) {
        request.body()
                .compose(this::ask)
                .onSuccess(answer -> request.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .end(answer))
                .onFailure(broken -> request.response().setStatusCode(502).end());
    }

    private Future<Buffer> ask(Buffer body) {
        return client.request(toUpstream).compose(asked -> asked.send(body)).compose(answer -> answer.body());
    }
}
