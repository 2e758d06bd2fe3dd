package io.matrixplatform.ingest.platform;

import static io.matrixplatform.ingest.platform.ProblemType.HEADERS_TOO_LARGE;
import static io.matrixplatform.ingest.platform.ProblemType.MALFORMED_REQUEST;
import static io.matrixplatform.ingest.platform.ProblemType.URI_TOO_LONG;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The HTTP server of one event loop; all of them share one port. */
public final class DoorServer extends VerticleBase {
    private static final int FIRST_LINE_MAX_BYTES = 4 * 1024;
    private static final int HEADERS_MAX_BYTES = 16 * 1024;

    private final HttpServerOptions options;
    private final List<Route> routes;
    private final CrossOrigin pages;
    private @Nullable HttpServer server;

    /** @param pages of other origins that may call it */
    public DoorServer(HttpServerOptions options, List<Route> routes, CrossOrigin pages) {
        this.options = new HttpServerOptions(options)
                .setMaxInitialLineLength(FIRST_LINE_MAX_BYTES)
                .setMaxHeaderSize(HEADERS_MAX_BYTES);
        this.routes = routes;
        this.pages = pages;
    }

    @Override
    public Future<?> start() {
        HttpServer started = vertx.createHttpServer(options)
                .connectionHandler(LateFlush::on)
                .requestHandler(new Routes(routes, pages))
                .invalidRequestHandler(DoorServer::refuseUnread);
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

    /** Answers what is not HTTP, or begins with more than the door reads. Nothing after it on the connection can be read. */
    private static void refuseUnread(HttpServerRequest request) {
        request.response().putHeader(HttpHeaders.CONNECTION, "close");
        Answers.problem(request.response(), unread(request.decoderResult().cause()));
        request.connection().close();
    }

    private static ProblemException unread(@Nullable Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return new ProblemException(
                    URI_TOO_LONG, "the first line may have at most " + FIRST_LINE_MAX_BYTES + " bytes");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return new ProblemException(
                    HEADERS_TOO_LARGE, "the headers may have at most " + HEADERS_MAX_BYTES + " bytes together");
        }
        return new ProblemException(MALFORMED_REQUEST, "this is not HTTP");
    }
}
