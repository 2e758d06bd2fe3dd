package io.matrixplatform.local.server;

import io.matrixplatform.events.Contracts;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.local.layout.Environment;
import io.matrixplatform.local.layout.Folders;
import io.matrixplatform.local.layout.OwnJars;
import io.matrixplatform.local.layout.Port;
import io.matrixplatform.local.layout.Ports;
import io.matrixplatform.local.layout.Secrets;
import io.matrixplatform.local.part.Care;
import io.matrixplatform.local.part.Part;
import io.matrixplatform.local.part.Preparation;
import io.matrixplatform.local.part.Stack;
import io.matrixplatform.local.pinot.PinotSegments;
import io.matrixplatform.local.pinot.PinotTables;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Puts a stack together: what exists, and what waits for what. */
public final class StackAssembly {
    static final String CONTRACTS = "contracts";
    static final String TABLES = "tables";

    private static final short ONE_BROKER = 1;
    private static final Duration SEGMENTS_EVERY = Duration.ofSeconds(15);

    private StackAssembly() {}

    /**
     * Lays down folders, secrets and settings, and answers the stack; starts nothing.
     *
     * @throws IllegalStateException if something is not built
     */
    public static Stack assemble(Folders folders, Ports ports, HttpClient http)
            throws IOException, InterruptedException {
        folders.create();
        OwnJars jars = new OwnJars(folders);
        Ground ground = new Ground(folders, ports, new Environment(folders, ports), jars, http);
        String password = new Secrets(folders.run()).postgresPassword();
        List<Part> parts = List.of(
                PostgresqlServer.part(ground, password),
                KafkaServer.part(ground),
                RegistryServer.part(ground),
                PinotServer.part(ground),
                FlinkServers.jobManager(ground),
                FlinkServers.taskManager(ground),
                FlinkServers.standby(ground),
                PlatformParts.sandbox(ground),
                PlatformParts.ingest(ground),
                PlatformParts.api(ground));
        List<Preparation> preparations =
                List.of(PostgresqlServer.database(ground, password), contracts(ports), tables(ground));
        return new Stack(
                folders,
                ports,
                jars,
                parts,
                preparations,
                List.of(PlatformParts.metering(ground)),
                List.of(segments(ground)));
    }

    /** Topics in Kafka, schemas in the registry. */
    private static Preparation contracts(Ports ports) {
        return new Preparation(CONTRACTS, Set.of(KafkaServer.NAME, RegistryServer.NAME), () -> {
            try (Admin admin =
                    Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, ports.address(Port.KAFKA)))) {
                Contracts.install(admin, SchemaRegistry.at(ports.registryUrl()), ONE_BROKER);
            }
        });
    }

    private static Preparation tables(Ground ground) {
        Ports ports = ground.ports();
        PinotTables tables = new PinotTables(
                ground.http(),
                ports.url(Port.PINOT_CONTROLLER),
                ground.folders().module("infra/pinot"),
                ground.folders().data(PinotServer.NAME).resolve("applied"),
                Map.of("KAFKA_BOOTSTRAP", ports.address(Port.KAFKA), "REGISTRY_URL", ports.registryUrl()));
        return new Preparation(TABLES, Set.of(PinotServer.NAME, CONTRACTS), tables::apply);
    }

    private static Care segments(Ground ground) {
        PinotSegments segments = new PinotSegments(ground.http(), ground.ports().url(Port.PINOT_CONTROLLER));
        return new Care("segments", Set.of(TABLES), SEGMENTS_EVERY, segments::resetFailed);
    }
}
