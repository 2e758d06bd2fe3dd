package io.matrixplatform.local.part;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Ready when the broker describes its cluster with a controller and itself in it. */
public final class KafkaReadiness implements Readiness {
    private static final int LIMIT_MS = 5_000;

    private final String host;
    private final int port;

    public KafkaReadiness(String host, int port) {
        this.host = host;
        this.port = port;
    }

    @Override
    public Optional<String> obstacle() {
        // An Admin client in front of a closed port fills the log with warnings.
        if (!accepts()) {
            return Optional.of(host + ":" + port + " does not answer");
        }
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, host + ":" + port,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, LIMIT_MS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LIMIT_MS))) {
            var cluster = admin.describeCluster();
            boolean complete = cluster.controller().get(LIMIT_MS, TimeUnit.MILLISECONDS) != null
                    && !cluster.nodes().get(LIMIT_MS, TimeUnit.MILLISECONDS).isEmpty();
            return complete ? Optional.empty() : Optional.of("the cluster has no controller yet");
        } catch (ExecutionException | TimeoutException failure) {
            return Optional.of("the cluster cannot be described: " + failure.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), LIMIT_MS);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
