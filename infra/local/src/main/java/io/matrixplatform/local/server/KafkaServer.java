package io.matrixplatform.local.server;

import io.matrixplatform.local.layout.ClassPath;
import io.matrixplatform.local.layout.Port;
import io.matrixplatform.local.layout.Ports;
import io.matrixplatform.local.part.KafkaReadiness;
import io.matrixplatform.local.part.Part;
import io.matrixplatform.local.process.Signal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Kafka: one process that is broker and KRaft controller. */
final class KafkaServer {
    static final String NAME = "kafka";

    private static final Duration FORMAT_LIMIT = Duration.ofMinutes(1);

    private KafkaServer() {}

    static Part part(Ground ground) throws IOException {
        Path data = ground.folders().data(NAME);
        Path settings = ground.settings(
                NAME,
                "kafka.properties",
                Map.of(
                        "host", Ports.HOST,
                        "port", Integer.toString(ground.ports().of(Port.KAFKA)),
                        "controller.port", Integer.toString(ground.ports().of(Port.KAFKA_CONTROLLER)),
                        "data", data.toString()));
        String logging = ground.logging(NAME, "kafka.server.KafkaRaftServer", "org.apache.kafka.server");
        Jvm broker = new Jvm(ground.server("kafka"), "kafka.Kafka")
                .with("-Xms256m", "-Xmx512m", "-XX:ReservedCodeCacheSize=64m", logging);
        return new Part(
                NAME,
                broker.launch(Map.of(), data, settings.toString()),
                new KafkaReadiness(Ports.HOST, ground.ports().of(Port.KAFKA)),
                List.of(Port.KAFKA, Port.KAFKA_CONTROLLER),
                Set.of(),
                () -> formatOnce(ground.server("kafka"), settings, data, logging),
                new Part.Stop(Waves.STORES, Signal.TERM, Duration.ofSeconds(30)));
    }

    /** A log folder has to be given its cluster's id before the first start. */
    private static void formatOnce(ClassPath classPath, Path settings, Path data, String logging)
            throws IOException, InterruptedException {
        if (Files.exists(data.resolve("meta.properties"))) {
            return;
        }
        Process format = new ProcessBuilder(new Jvm(classPath, "kafka.tools.StorageTool")
                        .with("-Xmx128m", "-XX:TieredStopAtLevel=1", logging)
                        .command("format", "--ignore-formatted", "-t", clusterId(), "-c", settings.toString()))
                .redirectErrorStream(true)
                .start();
        String said = new String(format.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (!format.waitFor(FORMAT_LIMIT.toSeconds(), TimeUnit.SECONDS) || format.exitValue() != 0) {
            throw new IOException("kafka's log folder cannot be formatted: " + said.strip());
        }
    }

    private static String clusterId() {
        UUID random = UUID.randomUUID();
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(random.getMostSignificantBits())
                .putLong(random.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
