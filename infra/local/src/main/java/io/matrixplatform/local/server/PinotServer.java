package io.matrixplatform.local.server;

import io.matrixplatform.local.layout.Port;
import io.matrixplatform.local.layout.Ports;
import io.matrixplatform.local.part.HttpReadiness;
import io.matrixplatform.local.part.Part;
import io.matrixplatform.local.process.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Apache Pinot: controller, broker, server and their ZooKeeper in one process. */
final class PinotServer {
    static final String NAME = "pinot";

    private PinotServer() {}

    static Part part(Ground ground) throws IOException {
        Ports ports = ground.ports();
        Path data = ground.folders().data(NAME);
        Path settings = ground.settings(
                NAME,
                "pinot.properties",
                Map.of(
                        "host", Ports.HOST,
                        "zookeeper.port", Integer.toString(ports.of(Port.ZOOKEEPER)),
                        "controller.port", Integer.toString(ports.of(Port.PINOT_CONTROLLER)),
                        "broker.port", Integer.toString(ports.of(Port.PINOT_BROKER)),
                        "server.port", Integer.toString(ports.of(Port.PINOT_SERVER)),
                        "admin.port", Integer.toString(ports.of(Port.PINOT_SERVER_ADMIN)),
                        "data", data.toString()));
        Jvm pinot = new Jvm(ground.server("pinot"), "io.matrixplatform.local.server.pinot.PinotMain")
                .with("-Xms256m", "-Xmx896m", "-XX:MaxDirectMemorySize=512m", "-XX:ReservedCodeCacheSize=96m")
                .with(ground.logging(NAME, "org.apache.pinot.core.data.manager.realtime.LLRealtimeSegmentDataManager"))
                .with("-Dzk.session.timeout=10000", "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED")
                .opening("java.nio", "sun.nio.ch", "java.lang", "java.util", "java.lang.reflect");
        return new Part(
                NAME,
                pinot.launch(Map.of(), data, settings.toString()),
                new HttpReadiness(
                        ground.http(),
                        ports.url(Port.PINOT_CONTROLLER) + "/health",
                        ports.url(Port.PINOT_BROKER) + "/health",
                        ports.url(Port.PINOT_SERVER_ADMIN) + "/health"),
                List.of(
                        Port.PINOT_CONTROLLER,
                        Port.PINOT_BROKER,
                        Port.PINOT_SERVER,
                        Port.PINOT_SERVER_ADMIN,
                        Port.ZOOKEEPER),
                Set.of(),
                () -> {},
                new Part.Stop(Waves.WORKERS, Signal.TERM, Duration.ofSeconds(40)));
    }
}
