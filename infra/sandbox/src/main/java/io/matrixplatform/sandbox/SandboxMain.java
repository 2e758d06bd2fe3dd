package io.matrixplatform.sandbox;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the models, where {@code MATRIX_SANDBOX_HOST} and {@code MATRIX_SANDBOX_PORT} say. */
public final class SandboxMain {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxMain.class);
    private static final String DEFAULT_PORT = "18090";

    private SandboxMain() {}

    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        String host = environment.getOrDefault("MATRIX_SANDBOX_HOST", "127.0.0.1");
        int port = Integer.parseInt(environment.getOrDefault("MATRIX_SANDBOX_PORT", DEFAULT_PORT));
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try {
            vertx.deployVerticle(new SandboxServer(host, port, new Tokens(), InstantSource.system()))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            LOG.info("the models answer at http://{}:{}/v1", host, port);
        } catch (RuntimeException failure) {
            LOG.error("the models do not start", failure);
            System.exit(1);
        }
    }
}
