package io.matrixplatform.ingest.platform;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The HTTP server of one event loop; all of them share one port. */
public final class DoorServer extends VerticleBase {
    private final HttpServerOptions options;
    private final List<Route> routes;
    private @Nullable HttpServer server;

    public DoorServer(HttpServerOptions options, List<Route> routes) {
        this.options = options;
        this.routes = routes;
    }

    @Override
    public Future<?> start() {
        HttpServer started = vertx.createHttpServer(options).requestHandler(new Routes(routes));
        server = started;
        return started.listen();
    }

    /** The port in use; differs from the configured one when that was 0. */
    public int port() {
        HttpServer started = server;
        if (started == null) {
            throw new IllegalStateException("not started");
        }
        return started.actualPort();
    }
}
