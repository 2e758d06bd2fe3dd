package io.matrixplatform.bench;

import io.matrixplatform.events.Contracts;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.local.layout.Port;
import io.matrixplatform.local.part.Part;
import io.matrixplatform.local.part.Preparation;
import io.matrixplatform.local.part.Stack;
import io.matrixplatform.local.process.Launch;
import io.matrixplatform.local.server.StackAssembly;
import java.io.File;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * Some servers of the stack and no others, started as the stack starts them, without its supervisor: what a benchmark does
 * not need shall not take its cores.
 */
public final class Servers implements AutoCloseable {
    private static final Duration READY_LIMIT = Duration.ofMinutes(4);
    private static final short ONE_BROKER = 1;

    private final Site site;
    private final Consumer<String> progress;
    private final List<Part> parts;
    private final List<Preparation> preparations;
    private final Map<String, String> heaps = new HashMap<>();
    private final Map<String, List<String>> options = new HashMap<>();
    private final Map<String, Path> jars = new HashMap<>();
    private final Deque<Running> running = new ArrayDeque<>();
    private final Thread lastResort = new Thread(this::killAll, "servers");

    private record Running(String name, Process process) {}

    private Servers(Site site, Consumer<String> progress) throws IOException, InterruptedException {
        this.site = site;
        this.progress = progress;
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(3))
                .build();
        Stack stack = StackAssembly.assemble(site.folders(), site.ports(), http);
        stack.jars().take();
        this.parts = stack.parts();
        this.preparations = stack.preparations();
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    /**
     * Kafka and the registry with all contracts installed, on an empty folder.
     *
     * @param progress told what is being done
     */
    public static Servers withContracts(Site site, Consumer<String> progress) throws Exception {
        site.clear();
        Servers servers = new Servers(site, progress);
        try {
            servers.start("kafka", "registry");
            try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers.kafka()))) {
                Contracts.install(admin, servers.registry(), ONE_BROKER);
            }
            return servers;
        } catch (Exception failure) {
            servers.close();
            throw failure;
        }
    }

    /** On a folder that keeps what earlier runs have left in it; starts nothing. */
    public static Servers onKeptData(Site site, Consumer<String> progress) throws IOException, InterruptedException {
        return new Servers(site, progress);
    }

    /** Does what the stack does before its own parts are started, for example the creation of topics. */
    public void prepare(String... names) throws Exception {
        for (String name : names) {
            Preparation preparation = preparations.stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("nothing is called " + name));
            preparation.task().run();
        }
    }

    /** Gives a part that is started from now on another heap than the stack gives it, all of it from the beginning. */
    public void heap(String name, String size) {
        heaps.put(name, size);
    }

    /** Adds words to the command of a part that is started from now on. */
    public void option(String name, String... words) {
        options.put(name, List.of(words));
    }

    /** Puts a jar at the end of the class path of a part that is started from now on. */
    public void classPath(String name, Path jar) {
        jars.put(name, jar);
    }

    /** Starts parts of the stack by their names and waits until all of them are ready. */
    public void start(String... names) throws Exception {
        long begin = System.nanoTime();
        for (String name : names) {
            Part part = part(name);
            part.beforeStart().run();
            running.push(new Running(name, sized(part).start(site.folders().log(name))));
        }
        for (String name : names) {
            awaitReady(part(name), begin + READY_LIMIT.toNanos());
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
        progress.accept(String.join(", ", names) + " ready after " + seconds + " s");
    }

    /** Processor time that the one started last has taken so far. */
    public Duration cpuOfLast() {
        return running.getFirst().process().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** A part that was started. */
    public ProcessHandle process(String name) {
        return running.stream()
                .filter(one -> one.name().equals(name))
                .map(one -> one.process().toHandle())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " does not run"));
    }

    public String kafka() {
        return site.ports().address(Port.KAFKA);
    }

    public SchemaRegistry registry() {
        return SchemaRegistry.at(site.ports().registryUrl());
    }

    private Launch sized(Part part) {
        Launch launch = part.launch();
        String heap = heaps.get(part.name());
        List<String> command = new ArrayList<>();
        for (String word : launch.command()) {
            if (heap != null && word.startsWith("-Xmx")) {
                command.addAll(List.of("-Xms" + heap, "-Xmx" + heap));
            } else {
                command.add(word);
            }
        }
        if (jars.containsKey(part.name())) {
            int classPath = command.indexOf("-cp") + 1;
            command.set(classPath, command.get(classPath) + File.pathSeparator + jars.get(part.name()));
        }
        command.addAll(options.getOrDefault(part.name(), List.of()));
        return new Launch(command, launch.environment(), launch.folder(), launch.temporary());
    }

    private Part part(String name) {
        return parts.stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " is not built"));
    }

    private void awaitReady(Part part, long end) throws InterruptedException {
        Optional<String> obstacle = part.readiness().obstacle();
        while (obstacle.isPresent()) {
            if (System.nanoTime() > end
                    || running.stream().anyMatch(one -> !one.process().isAlive())) {
                throw new IllegalStateException(part.name() + " does not get ready (" + obstacle.get() + "), see "
                        + site.folders().logs());
            }
            TimeUnit.MILLISECONDS.sleep(100);
            obstacle = part.readiness().obstacle();
        }
    }

    /** Ends the one that was started last. */
    public void stopLast() throws InterruptedException {
        Process process = running.pop().process();
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    /** Ends them, the last one started first. */
    @Override
    public void close() throws InterruptedException {
        while (!running.isEmpty()) {
            stopLast();
        }
        Runtime.getRuntime().removeShutdownHook(lastResort);
    }

    private void killAll() {
        running.forEach(one -> one.process().destroyForcibly());
    }
}
