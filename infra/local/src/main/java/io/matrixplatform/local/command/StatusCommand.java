package io.matrixplatform.local.command;

import io.matrixplatform.local.LocalStack;
import io.matrixplatform.local.flink.SupervisedJob;
import io.matrixplatform.local.layout.Port;
import io.matrixplatform.local.part.Part;
import io.matrixplatform.local.process.Memory;
import io.matrixplatform.local.supervisor.PartStatus;
import io.matrixplatform.local.supervisor.PartStatus.State;
import io.matrixplatform.local.supervisor.PidFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        description = {
            "Shows every part: state, pid, port, memory, address. Each part that should be ready is asked now.",
            "Exit code 0 when all but what stands by are ready, 3 when not."
        })
final class StatusCommand implements Callable<Integer> {
    private static final int NOT_READY = 3;

    @Mixin
    private final StackOptions options = new StackOptions();

    @Mixin
    @SuppressWarnings("unused") // picocli looks at it
    private final HelpOption help = new HelpOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        LocalStack stack = options.stack();
        boolean supervised = stack.isSupervised();
        Map<String, PartStatus> told =
                stack.statuses().stream().collect(Collectors.toMap(PartStatus::name, Function.identity()));
        List<StatusTable.Row> rows = new ArrayList<>();
        for (Part part : stack.stack().parts()) {
            rows.add(row(stack, part, Optional.ofNullable(told.get(part.name())), supervised));
        }
        for (SupervisedJob job : stack.stack().jobs()) {
            rows.add(jobRow(stack, job, Optional.ofNullable(told.get(job.name())), supervised));
        }
        rows.add(supervisorRow(stack));
        spec.commandLine().getOut().print(StatusTable.of(rows));
        if (!supervised && rows.stream().anyMatch(row -> row.pid() != 0)) {
            spec.commandLine()
                    .getOut()
                    .println("The supervisor is gone: nothing is restarted any more. ./matrix up" + options.argument()
                            + " carries on from the data.");
        }
        spec.commandLine().getOut().flush();
        Set<String> standbys = stack.stack().standbys();
        return rows.stream().allMatch(row -> row.state().equals("ready") || standbys.contains(row.part()))
                ? 0
                : NOT_READY;
    }

    private static StatusTable.Row row(LocalStack stack, Part part, Optional<PartStatus> told, boolean supervised)
            throws IOException {
        Optional<ProcessHandle> process = stack.process(part.name());
        State state = told.map(PartStatus::state).orElse(State.STOPPED);
        String word = process.isEmpty() && !(supervised && state != State.READY) ? "down" : word(state);
        String note = told.map(StatusCommand::note).orElse("");
        if (process.isPresent() && (state == State.READY || !supervised)) {
            Optional<String> obstacle = part.readiness().obstacle();
            word = obstacle.isPresent() ? "not ready" : "ready";
            note = obstacle.orElse(note);
        }
        int port = part.ports().isEmpty() ? 0 : stack.ports().of(part.ports().get(0));
        return new StatusTable.Row(
                part.name(),
                word,
                process.map(ProcessHandle::pid).orElse(0L),
                port,
                process.map(Memory::residentKib).orElse(0L),
                part.ports().isEmpty() ? "" : address(stack, part.ports().get(0)),
                word.equals("down") ? "" : note);
    }

    private static StatusTable.Row jobRow(
            LocalStack stack, SupervisedJob job, Optional<PartStatus> told, boolean supervised) {
        String word = supervised ? told.map(status -> word(status.state())).orElse("down") : "down";
        return new StatusTable.Row(
                job.name(),
                word,
                0,
                0,
                0,
                stack.ports().url(Port.FLINK_REST),
                supervised ? told.map(StatusCommand::note).orElse("") : "");
    }

    private static StatusTable.Row supervisorRow(LocalStack stack) throws IOException {
        Optional<ProcessHandle> process = stack.process(PidFiles.SUPERVISOR);
        return new StatusTable.Row(
                PidFiles.SUPERVISOR,
                process.isPresent() ? "ready" : "down",
                process.map(ProcessHandle::pid).orElse(0L),
                0,
                // Its children are the parts: they are counted in their own lines.
                process.map(Memory::residentKibAlone).orElse(0L),
                "",
                "");
    }

    private static String note(PartStatus status) {
        String restarts = status.restarts() == 0 ? "" : "restarted " + status.restarts() + "x";
        return status.note().isEmpty() ? restarts : status.note();
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static String address(LocalStack stack, Port port) {
        return switch (port) {
            case KAFKA -> stack.ports().address(port);
            case REGISTRY -> stack.ports().registryUrl();
            case POSTGRESQL -> "postgresql://" + stack.ports().address(port) + "/matrix";
            default -> stack.ports().url(port);
        };
    }
}
