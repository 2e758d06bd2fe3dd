package io.matrixplatform.local;

import io.matrixplatform.local.flink.FlinkRest;
import io.matrixplatform.local.flink.FlinkRest.TaskExecutor;
import io.matrixplatform.local.layout.Environment;
import io.matrixplatform.local.layout.Folders;
import io.matrixplatform.local.layout.Port;
import io.matrixplatform.local.layout.Ports;
import io.matrixplatform.local.part.Part;
import io.matrixplatform.local.part.Stack;
import io.matrixplatform.local.process.Frozen;
import io.matrixplatform.local.process.ProcessRecord;
import io.matrixplatform.local.process.Signal;
import io.matrixplatform.local.server.StackAssembly;
import io.matrixplatform.local.supervisor.PartStatus;
import io.matrixplatform.local.supervisor.PidFiles;
import io.matrixplatform.local.supervisor.Shutdown;
import io.matrixplatform.local.supervisor.StateBoard;
import io.matrixplatform.local.supervisor.Supervisor;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One embedded stack, seen from outside: its supervisor is another process, which outlives this one. For commands, tests and
 * benchmarks.
 */
public final class LocalStack implements AutoCloseable {
    private static final Duration DOWN_LIMIT = Duration.ofSeconds(100);

    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

    private static final Duration STANDBY_LIMIT = Duration.ofMinutes(3);

    private final Stack stack;
    private final PidFiles pids;

    private final Map<String, String> variables;

    private LocalStack(Stack stack, Map<String, String> variables) {
        this.stack = stack;
        this.variables = variables;
        this.pids = new PidFiles(stack.folders());
    }

    /** The stack in these folders; starts nothing. */
    public static LocalStack in(Folders folders, Ports ports) throws IOException, InterruptedException {
        return new LocalStack(StackAssembly.assemble(folders, ports, http()), Map.of());
    }

    /**
     * Brings a stack up and waits until all of it is ready; one that is up already is taken as it is.
     *
     * @param home the repository root, built
     * @param state where the stack keeps its data, logs and pids
     * @param variables of the environment that it is started in, beside those of this process
     * @throws StackException if a port is taken, or a part does not come up
     */
    public static LocalStack start(Path home, Path state, int portOffset, Map<String, String> variables)
            throws StackException, IOException, InterruptedException {
        LocalStack stack = new LocalStack(in(new Folders(home, state), new Ports(portOffset)).stack, variables);
        stack.up(status -> {});
        return stack;
    }

    /** Looks after the stack in this process, until it is asked to end; then takes it down. */
    public static void supervise(LocalStack local, InstantSource clock) throws IOException, InterruptedException {
        new Supervisor(local.stack, local.flink(), clock).run();
    }

    /** HTTP as all servers of the stack speak it: Pinot's answer 500 to an HTTP/2 upgrade. */
    static HttpClient http() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(3))
                .build();
    }

    /**
     * Starts what is not running and waits until everything is ready. What a supervisor that is gone has left running is
     * looked after again, as it is.
     *
     * @param progress told each change of a part's status
     */
    public void up(Consumer<PartStatus> progress) throws StackException, IOException, InterruptedException {
        new Ascent(stack, pids, variables).run(progress);
    }

    /**
     * Takes the stack down in order and waits until the last process has ended.
     *
     * @param stopped told the name of each part that has ended
     */
    public void down(Consumer<String> stopped) throws IOException, InterruptedException {
        Optional<ProcessHandle> supervisor = pids.living(PidFiles.SUPERVISOR);
        if (supervisor.isPresent()) {
            supervisor.get().destroy();
            if (!new Descent(pids).follow(DOWN_LIMIT, stopped)) {
                supervisor.get().destroyForcibly();
            }
        }
        new Shutdown(stack).run(stopped);
    }

    /** Whether a supervisor looks after it. */
    public boolean isSupervised() throws IOException {
        return pids.living(PidFiles.SUPERVISOR).isPresent();
    }

    /** What the supervisor says of each part, preparation and job; empty when it was never started. */
    public List<PartStatus> statuses() throws IOException {
        return StateBoard.read(stack.folders());
    }

    /** The process of a part, or of the supervisor, if it runs. */
    public Optional<ProcessHandle> process(String part) throws IOException {
        return pids.living(part);
    }

    /**
     * Ends a part as a crash would, with SIGKILL, and waits until it is gone; the supervisor will start it again.
     *
     * @throws IllegalStateException if it does not run
     */
    public void kill(String part) throws IOException, InterruptedException {
        ProcessRecord process =
                pids.last(part).filter(record -> record.living().isPresent()).orElseThrow(() -> notRunning(part));
        process.living().ifPresent(ProcessHandle::destroyForcibly);
        if (!process.awaitEnd(KILL_LIMIT)) {
            throw new IllegalStateException(part + " survives SIGKILL");
        }
    }

    /**
     * Asks a part to end as {@link #down} does; the supervisor will start it again.
     *
     * @throws IllegalStateException if it does not run
     */
    public void restart(String name) throws IOException {
        Signal signal = stack.parts().stream()
                .filter(part -> part.name().equals(name))
                .map(Part::stop)
                .map(Part.Stop::signal)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no part is called " + name));
        signal.send(process(name).orElseThrow(() -> notRunning(name)).pid());
    }

    /**
     * Makes a part stand still, as on a machine that hangs, until the answer is closed; to the supervisor it goes on living.
     *
     * @throws IllegalStateException if it does not run
     */
    public Frozen freeze(String part) throws IOException {
        return Frozen.of(process(part).orElseThrow(() -> notRunning(part)));
    }

    private static IllegalStateException notRunning(String part) {
        return new IllegalStateException(part + " does not run");
    }

    /**
     * Waits until a part that was killed is ready again.
     *
     * @return whether it was in time
     */
    public boolean awaitReady(String name, Duration limit) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        do {
            if (isReady(name)) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        } while (System.nanoTime() < end);
        return false;
    }

    /**
     * Waits until what stands by does so, which {@link #up} does not.
     *
     * @throws StackException if it does not within some minutes
     */
    public void awaitStandbys() throws StackException, IOException, InterruptedException {
        for (String standby : stack.standbys()) {
            if (!awaitReady(standby, STANDBY_LIMIT)) {
                throw new StackException(standby + " does not get ready");
            }
        }
    }

    /** Ready in the supervisor's word, and for a process, one that still lives. */
    private boolean isReady(String name) throws IOException {
        boolean told = statuses().stream()
                .anyMatch(status -> status.name().equals(name) && status.state() == PartStatus.State.READY);
        boolean isProcess = stack.parts().stream().anyMatch(part -> part.name().equals(name));
        return told && (!isProcess || process(name).isPresent());
    }

    public Stack stack() {
        return stack;
    }

    public Ports ports() {
        return stack.ports();
    }

    /** The cluster that metering runs on. */
    public FlinkRest flink() {
        return new FlinkRest(http(), ports().url(Port.FLINK_REST));
    }

    /** The TaskManager that metering runs on now, as a part of the stack; empty while it is on none. */
    public Optional<String> taskManagerAtWork() throws IOException, InterruptedException {
        return flink().taskManagers().stream()
                .filter(TaskExecutor::isAtWork)
                .map(TaskExecutor::id)
                .findFirst();
    }

    public Folders folders() {
        return stack.folders();
    }

    /** The {@code MATRIX_…} variables for a tool that works with this stack, the operator's token among them. */
    public Map<String, String> environment() throws IOException {
        return new Environment(stack.folders(), stack.ports()).forTools();
    }

    public String operatorToken() throws IOException {
        return environment().getOrDefault("MATRIX_OPERATOR_TOKEN", "");
    }

    /** Takes it down. */
    @Override
    public void close() throws IOException, InterruptedException {
        down(name -> {});
    }
}
