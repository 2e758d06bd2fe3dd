package io.matrixplatform.local;

import io.matrixplatform.local.layout.Folders;
import io.matrixplatform.local.layout.Port;
import io.matrixplatform.local.part.Part;
import io.matrixplatform.local.part.Stack;
import io.matrixplatform.local.process.Launch;
import io.matrixplatform.local.process.LogTail;
import io.matrixplatform.local.process.PortOwner;
import io.matrixplatform.local.server.Jvm;
import io.matrixplatform.local.supervisor.PartStatus;
import io.matrixplatform.local.supervisor.PidFiles;
import io.matrixplatform.local.supervisor.Shutdown;
import io.matrixplatform.local.supervisor.StateBoard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** From nothing, or from what a crash has left, to a supervisor with everything ready. */
final class Ascent {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final long LOOK_EVERY_MS = 100;
    private static final int TAIL_LINES = 25;

    private final Stack stack;
    private final PidFiles pids;
    private final Map<String, String> variables;

    /** @param variables of the environment of the supervisor, and so of all parts, beside those of this process */
    Ascent(Stack stack, PidFiles pids, Map<String, String> variables) {
        this.stack = stack;
        this.pids = pids;
        this.variables = variables;
    }

    void run(Consumer<PartStatus> progress) throws StackException, IOException, InterruptedException {
        Optional<ProcessHandle> running = pids.living(PidFiles.SUPERVISOR);
        if (running.isPresent()) {
            follow(running.get(), progress);
            return;
        }
        // Whoever started these is gone: the new supervisor looks after them as they are.
        Set<String> left = living();
        checkPorts(left);
        StateBoard.clear(stack.folders());
        ProcessHandle supervisor = startSupervisor(left.isEmpty());
        try {
            follow(supervisor, progress);
        } catch (StackException failure) {
            supervisor.destroy();
            new Descent(pids).follow(LIMIT, name -> {});
            new Shutdown(stack).run(name -> {});
            throw failure;
        }
    }

    private Set<String> living() throws IOException {
        Set<String> living = new HashSet<>();
        for (Part part : stack.parts()) {
            if (pids.living(part.name()).isPresent()) {
                living.add(part.name());
            }
        }
        return living;
    }

    private void checkPorts(Set<String> left) throws StackException {
        List<String> taken = new ArrayList<>();
        for (Part part : stack.parts()) {
            for (Port port : left.contains(part.name()) ? List.<Port>of() : part.ports()) {
                int number = stack.ports().of(port);
                if (!PortOwner.isFree(number)) {
                    taken.add(part.name() + " needs port " + number + ", which is taken"
                            + PortOwner.of(number).map(Ascent::described).orElse(""));
                }
            }
        }
        if (!taken.isEmpty()) {
            throw new StackException(String.join("\n", taken)
                    + "\nEnd what uses it, or start this stack beside it: ./matrix up --port-offset 100");
        }
    }

    private static String described(ProcessHandle process) {
        return " by process " + process.pid()
                + process.info().command().map(command -> " (" + command + ")").orElse("");
    }

    /** In a session of its own, so that Ctrl-C and the end of the terminal do not reach it. */
    private ProcessHandle startSupervisor(boolean isFresh) throws IOException {
        Folders folders = stack.folders();
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.addAll(new Jvm(stack.jars().classPath("infra/local"), Main.class.getName())
                .with("-Xmx64m", "-Xss512k", "-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=32m")
                .command(
                        "supervise",
                        "--home",
                        folders.home().toString(),
                        "--state",
                        folders.state().toString(),
                        "--port-offset",
                        Integer.toString(stack.ports().offset())));
        if (isFresh) {
            stack.jars().take();
        } else {
            stack.jars().takeMissing();
        }
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("MALLOC_ARENA_MAX", "2");
        return new Launch(command, environment, folders.state())
                .start(folders.log(PidFiles.SUPERVISOR))
                .toHandle();
    }

    private void follow(ProcessHandle supervisor, Consumer<PartStatus> progress)
            throws StackException, IOException, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        Map<String, PartStatus> known = new HashMap<>();
        while (System.nanoTime() < end) {
            boolean alive = supervisor.isAlive();
            List<PartStatus> statuses = StateBoard.read(stack.folders());
            for (PartStatus status : statuses) {
                if (!status.equals(known.put(status.name(), status))) {
                    progress.accept(status);
                }
                if (status.state() == PartStatus.State.FAILED) {
                    throw new StackException(
                            status.name() + " does not come up: " + status.note() + tail(status.name()));
                }
            }
            if (!alive) {
                throw new StackException("the supervisor has ended" + tail(PidFiles.SUPERVISOR));
            }
            if (!statuses.isEmpty() && statuses.stream().allMatch(this::isNothingToWaitFor)) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
        }
        throw new StackException("not ready after " + LIMIT.toMinutes() + " min:" + notReady(known));
    }

    private boolean isNothingToWaitFor(PartStatus status) {
        return status.state() == PartStatus.State.READY || stack.standbys().contains(status.name());
    }

    private static String notReady(Map<String, PartStatus> known) {
        StringBuilder told = new StringBuilder();
        known.values().stream()
                .filter(status -> status.state() != PartStatus.State.READY)
                .forEach(status ->
                        told.append("\n  ").append(status.name()).append(": ").append(status.note()));
        return told.toString();
    }

    /** The last lines of the log that tells of a part: its own, or of whoever does the work for it. */
    private String tail(String name) throws IOException {
        boolean isJob = stack.jobs().stream().anyMatch(job -> job.name().equals(name));
        Path own = stack.folders().log(isJob ? "jobmanager" : name);
        Path shown = Files.exists(own) ? own : stack.folders().log(PidFiles.SUPERVISOR);
        StringBuilder told =
                new StringBuilder("\nThe last lines of ").append(shown).append(':');
        LogTail.of(shown, TAIL_LINES).forEach(line -> told.append("\n  ").append(line));
        return told.toString();
    }
}
