package io.matrixplatform.local.server.pinot;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.zookeeper.server.ServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;

/** The ZooKeeper that Pinot coordinates itself with. */
final class ZooKeeper {
    private static final int TICK_MS = 2_000;
    private static final int CONNECTIONS_MAX = 500;

    private final ServerCnxnFactory connections;

    private ZooKeeper(ServerCnxnFactory connections) {
        this.connections = connections;
    }

    static ZooKeeper start(String host, int port, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        ZooKeeperServer server = new ZooKeeperServer(folder.toFile(), folder.toFile(), TICK_MS);
        ServerCnxnFactory connections =
                ServerCnxnFactory.createFactory(new InetSocketAddress(host, port), CONNECTIONS_MAX);
        connections.startup(server);
        closeSessionsOfTheDead(server);
        return new ZooKeeper(connections);
    }

    /**
     * All clients live in this process, so whatever session is on disk belongs to one that was killed. Its ephemeral nodes
     * say that Pinot's instances still run, and would hold up their start until the session expires.
     */
    private static void closeSessionsOfTheDead(ZooKeeperServer server) {
        List.copyOf(server.getZKDatabase().getSessions()).forEach(server::closeSession);
    }

    void stop() {
        connections.shutdown();
    }
}
