package io.matrixplatform.local.server;

import io.matrixplatform.local.flink.FlinkRest;
import io.matrixplatform.local.layout.ClassPath;
import io.matrixplatform.local.layout.Port;
import io.matrixplatform.local.layout.Ports;
import io.matrixplatform.local.part.HttpReadiness;
import io.matrixplatform.local.part.Part;
import io.matrixplatform.local.process.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A Flink session cluster: one JobManager with the web UI, two TaskManagers. Each has the slots of the job, so one of them runs
 * it, and the other stands by: where one that dies would have to be started first, Flink goes on with the other at once.
 */
final class FlinkServers {
    static final String JOB_MANAGER = "jobmanager";
    static final String TASK_MANAGER = "taskmanager";
    static final String STANDBY = "taskmanager-2";
    static final int SLOTS = 2;

    private static final String FLINK = "flink";

    private static final String[] OPENED = {
        "java.util", "java.lang", "java.net", "java.nio", "sun.nio.ch", "java.util.concurrent", "java.time"
    };
    private static final String TRUSTED = "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.matrixplatform.events";

    /** So long the one that takes over is left alone; it has caught up by then. */
    private static final Duration GIVEN_WAY = Duration.ofSeconds(20);

    private FlinkServers() {}

    /** Where Flink keeps a folder of checkpoints per job id. */
    static Path checkpoints(Ground ground) {
        return ground.folders().data(FLINK).resolve("checkpoints");
    }

    static Part jobManager(Ground ground) throws IOException {
        Jvm jvm = jvm(withJobs(ground), "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint")
                .with(ground.logging(
                        JOB_MANAGER,
                        "org.apache.flink.runtime.executiongraph.ExecutionGraph",
                        "org.apache.flink.runtime.checkpoint.CheckpointCoordinator"))
                .with("-Xmx320m", "-XX:TieredStopAtLevel=1", "-XX:MaxMetaspaceSize=256m");
        return new Part(
                JOB_MANAGER,
                jvm.launch(
                        Map.of(),
                        work(ground, JOB_MANAGER),
                        "--configDir",
                        configure(ground, JOB_MANAGER, Port.JOB_MANAGER_METRICS)),
                new HttpReadiness(ground.http(), overview(ground)),
                List.of(Port.FLINK_REST, Port.FLINK_RPC, Port.FLINK_BLOB, Port.JOB_MANAGER_METRICS),
                Set.of(),
                () -> empty(work(ground, JOB_MANAGER)),
                new Part.Stop(Waves.WORKERS, Signal.TERM, Duration.ofSeconds(15)));
    }

    static Part taskManager(Ground ground) throws IOException {
        return taskManager(ground, TASK_MANAGER, Port.TASK_MANAGER_METRICS, Set.of(JOB_MANAGER));
    }

    /** Started once the job runs, whatever its name: after a kill the roles are changed. */
    static Part standby(Ground ground) throws IOException {
        return taskManager(ground, STANDBY, Port.STANDBY_METRICS, Set.of(PlatformParts.METERING));
    }

    /** Large pages: its work is mostly waiting for memory, and a tenth of that for where it is. */
    private static Part taskManager(Ground ground, String name, Port metrics, Set<String> after) throws IOException {
        Jvm jvm = jvm(withJobs(ground), "io.matrixplatform.streams.metering.TaskProcess")
                // From 21 MiB on, if it is not told otherwise, a JVM collects all of its heap again and again for room
                // for classes.
                .with(
                        ground.logging(name, "io.matrixplatform.streams.metering.TaskProcess"),
                        "-Xmx512m",
                        "-XX:MaxDirectMemorySize=256m",
                        "-XX:MetaspaceSize=128m",
                        "-XX:MaxMetaspaceSize=256m",
                        "-XX:+UseTransparentHugePages");
        TaskManagerReadiness readiness = new TaskManagerReadiness(
                new FlinkRest(ground.http(), ground.ports().url(Port.FLINK_REST)), name, SLOTS);
        return new Part(
                name,
                jvm.launch(
                        ground.environment().forTaskProcess(),
                        work(ground, name),
                        taskManagerArguments(configure(ground, name, metrics))),
                readiness,
                List.of(metrics),
                after,
                () -> {
                    readiness.giveWay(GIVEN_WAY);
                    readiness.forgetRegistered();
                    empty(work(ground, name));
                },
                new Part.Stop(Waves.WORKERS, Signal.TERM, Duration.ofSeconds(15)));
    }

    private static ClassPath withJobs(Ground ground) {
        return ground.server(FLINK).plus(PlatformParts.jobJar(ground));
    }

    private static Jvm jvm(ClassPath classPath, String mainClass) {
        return new Jvm(classPath, mainClass).with(TRUSTED).opening(OPENED);
    }

    private static String configure(Ground ground, String part, Port metrics) throws IOException {
        // Flink reads a file of this name and no other.
        ground.settings(
                part,
                "config.yaml",
                Map.of(
                        "host", Ports.HOST,
                        "part", part,
                        "metrics.port", Integer.toString(ground.ports().of(metrics)),
                        "rest.port", Integer.toString(ground.ports().of(Port.FLINK_REST)),
                        "rpc.port", Integer.toString(ground.ports().of(Port.FLINK_RPC)),
                        "blob.port", Integer.toString(ground.ports().of(Port.FLINK_BLOB)),
                        "checkpoints.uri", checkpoints(ground).toUri().toString(),
                        "tmp", work(ground, part).resolve("tmp").toString()));
        return ground.folders().settings(part).toString();
    }

    /** Started without Flink's own scripts, a TaskManager has to be told every figure of its memory. */
    private static String[] taskManagerArguments(String configuration) {
        return new String[] {
            "--configDir", configuration,
            "-D", "taskmanager.cpu.cores=2",
            "-D", "taskmanager.memory.task.heap.size=384mb",
            "-D", "taskmanager.memory.task.off-heap.size=0b",
            "-D", "taskmanager.memory.managed.size=256mb",
            "-D", "taskmanager.memory.framework.heap.size=128mb",
            "-D", "taskmanager.memory.framework.off-heap.size=128mb",
            "-D", "taskmanager.memory.network.min=64mb",
            "-D", "taskmanager.memory.network.max=64mb",
            "-D", "taskmanager.memory.jvm-metaspace.size=256mb",
            "-D", "taskmanager.memory.jvm-overhead.min=128mb",
            "-D", "taskmanager.memory.jvm-overhead.max=128mb"
        };
    }

    private static String overview(Ground ground) {
        return ground.ports().url(Port.FLINK_REST) + "/overview";
    }

    private static Path work(Ground ground, String part) {
        return ground.folders().data(FLINK).resolve(part);
    }

    /** What a killed process left there (RocksDB files, uploaded jars) is of no use to the next. */
    private static void empty(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> inside = Files.walk(folder)) {
            inside.sorted(Comparator.reverseOrder())
                    .filter(path -> !path.equals(folder))
                    .forEach(FlinkServers::delete);
        }
        Files.createDirectories(folder.resolve("tmp"));
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
