package io.matrixplatform.local.server;

import io.matrixplatform.local.flink.SupervisedJob;
import io.matrixplatform.local.layout.Port;
import io.matrixplatform.local.part.HttpReadiness;
import io.matrixplatform.local.part.Part;
import io.matrixplatform.local.process.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Our own parts: ingest, api, the sandbox of models, and the metering job. */
final class PlatformParts {
    static final String INGEST = "ingest";
    static final String API = "api";
    static final String SANDBOX = "sandbox";
    static final String METERING = "metering";

    private static final String TRUSTED = "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.matrixplatform.events";

    /** Calls leave nothing behind: the seldomer the door stops to collect what they made, the less it has to keep. */
    private static final String YOUNG = "-Xmn96m";

    private PlatformParts() {}

    static Part ingest(Ground ground) throws IOException {
        Jvm jvm = new Jvm(ground.jars().classPath("ingest"), "io.matrixplatform.ingest.IngestMain")
                .with(YOUNG, "-Xms160m", "-Xmx384m", "-XX:MaxDirectMemorySize=128m", TRUSTED);
        return new Part(
                INGEST,
                jvm.launch(
                        ground.environment().forIngest(INGEST), ground.folders().data(INGEST)),
                new HttpReadiness(ground.http(), ground.ports().url(Port.INGEST) + "/health/ready"),
                List.of(Port.INGEST),
                Set.of(StackAssembly.CONTRACTS),
                () -> {},
                new Part.Stop(Waves.DOOR, Signal.TERM, Duration.ofSeconds(20)));
    }

    static Part api(Ground ground) throws IOException {
        Jvm jvm = new Jvm(ground.jars().classPath("api"), "io.matrixplatform.api.ApiMain")
                .with("-Xms128m", "-Xmx384m", "-XX:MaxDirectMemorySize=64m", "-XX:TieredStopAtLevel=1", TRUSTED);
        return new Part(
                API,
                jvm.launch(ground.environment().forApi(API), ground.folders().data(API)),
                new HttpReadiness(ground.http(), ground.ports().url(Port.API_ADMIN) + "/healthcheck"),
                List.of(Port.API, Port.API_ADMIN),
                Set.of(StackAssembly.CONTRACTS, PostgresqlServer.DATABASE_READY),
                () -> {},
                new Part.Stop(Waves.WORKERS, Signal.TERM, Duration.ofSeconds(20)));
    }

    static Part sandbox(Ground ground) throws IOException {
        Jvm jvm = new Jvm(ground.jars().classPath("infra/sandbox"), "io.matrixplatform.sandbox.SandboxMain")
                .with("-Xms16m", "-Xmx128m", "-XX:MaxDirectMemorySize=32m", "-XX:TieredStopAtLevel=1");
        return new Part(
                SANDBOX,
                jvm.launch(ground.environment().forSandbox(), ground.folders().data(SANDBOX)),
                new HttpReadiness(ground.http(), ground.ports().url(Port.SANDBOX) + "/health"),
                List.of(Port.SANDBOX),
                Set.of(),
                () -> {},
                new Part.Stop(Waves.WORKERS, Signal.TERM, Duration.ofSeconds(10)));
    }

    /** What runs on Flink. */
    static Path jobJar(Ground ground) {
        return ground.jars().copyOf(ground.folders().module("stream-jobs/target/matrix-stream-jobs.jar"));
    }

    /** Submitted after api is ready, which publishes the meters the job measures with. */
    static SupervisedJob metering(Ground ground) {
        return new SupervisedJob(
                METERING,
                jobJar(ground),
                "io.matrixplatform.streams.metering.MeteringJob",
                List.of(
                        "--kafka-bootstrap",
                        ground.ports().address(Port.KAFKA),
                        "--registry-url",
                        ground.ports().registryUrl()),
                FlinkServers.SLOTS,
                FlinkServers.checkpoints(ground),
                Set.of(FlinkServers.TASK_MANAGER, StackAssembly.CONTRACTS, API));
    }
}
