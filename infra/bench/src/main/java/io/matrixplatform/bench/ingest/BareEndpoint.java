package io.matrixplatform.bench.ingest;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;

/** An endpoint of the door's HTTP library, with as many event loops, that reads a body and answers 202. Argument: its port. */
public final class BareEndpoint extends VerticleBase {
    private static final int EVENT_LOOPS = 2;

    private final int port;

    private BareEndpoint(int port) {
        this.port = port;
    }

    public static void main(String[] arguments) {
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(EVENT_LOOPS))
                .deployVerticle(
                        () -> new BareEndpoint(Integer.parseInt(arguments[0])),
                        new DeploymentOptions().setInstances(EVENT_LOOPS))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @Override
    public Future<?> start() {
        return vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                .requestHandler(request -> request.body()
                        .onSuccess(body -> request.response().setStatusCode(202).end()))
                .listen();
    }
}
