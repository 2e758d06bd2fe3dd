package io.matrixplatform.local.server;

import io.matrixplatform.local.layout.Port;
import io.matrixplatform.local.layout.Ports;
import io.matrixplatform.local.part.HttpReadiness;
import io.matrixplatform.local.part.Part;
import io.matrixplatform.local.process.Launch;
import io.matrixplatform.local.process.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The schema registry: Apicurio, which speaks the Confluent API, on an H2 file. */
final class RegistryServer {
    static final String NAME = "registry";

    private RegistryServer() {}

    static Part part(Ground ground) throws IOException {
        Path data = ground.folders().data(NAME);
        return new Part(
                NAME,
                launch(ground, data),
                new HttpReadiness(ground.http(), ground.ports().registryUrl() + "/subjects"),
                List.of(Port.REGISTRY),
                Set.of(),
                () -> {},
                new Part.Stop(Waves.STORES, Signal.TERM, Duration.ofSeconds(15)));
    }

    private static Launch launch(Ground ground, Path data) throws IOException {
        Path temporary = Launch.temporaryBeside(data);
        return new Launch(
                List.of(
                        Jvm.java(),
                        "-Xms32m",
                        "-Xmx192m",
                        "-Xss512k",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:MaxMetaspaceSize=192m",
                        "-XX:ReservedCodeCacheSize=48m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Dquarkus.http.host=" + Ports.HOST,
                        "-Dquarkus.http.port=" + ground.ports().of(Port.REGISTRY),
                        "-Dapicurio.storage.kind=sql",
                        "-Dapicurio.storage.sql.kind=h2",
                        "-Dapicurio.datasource.url=jdbc:h2:file:" + data.resolve("registry")
                                + ";DB_CLOSE_ON_EXIT=FALSE",
                        "-Dapicurio.datasource.jdbc.initial-size=2",
                        "-Dapicurio.datasource.jdbc.min-size=2",
                        "-Dapicurio.datasource.jdbc.max-size=10",
                        "-Dquarkus.thread-pool.core-threads=1",
                        "-Dquarkus.thread-pool.max-threads=16",
                        "-Dquarkus.http.access-log.enabled=false",
                        "-Dquarkus.log.console.color=false",
                        Launch.temporaryFlag(temporary),
                        "-jar",
                        runner(ground.folders().module("infra/local/servers/registry/target/registry"))),
                Map.of("MALLOC_ARENA_MAX", "2"),
                data,
                temporary);
    }

    private static String runner(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no registry in " + folder + ": build first"));
        }
    }
}
