package io.matrixplatform.local.command;

import io.matrixplatform.local.LocalStack;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

@Command(
        name = "verify-certificate",
        customSynopsis = "matrix verify-certificate [--port-offset N] [--tenant ID] [--certificate ID]",
        description = {
            "Reads raw log, ledger and chain of the recount certificates again, with code of its own.",
            "Starts the stack if it is not up. Exits with an error that names the record, the ledger row, or the",
            "certificate and its field that is not as it was certified.",
            "",
            "  --tenant ID        only this tenant's",
            "  --certificate ID   only this one, and the chain that it is in"
        })
final class VerifyCertificateCommand implements Callable<Integer> {
    @Mixin
    private final StackOptions options = new StackOptions();

    @Unmatched
    private final List<String> arguments = new ArrayList<>();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (!arguments.isEmpty() && Tool.isAskedForHelp(arguments)) {
            spec.commandLine().usage(spec.commandLine().getOut());
            return 0;
        }
        LocalStack stack = options.stack();
        if (!stack.isSupervised()) {
            new Progress(spec.commandLine().getErr()).up(stack);
        }
        String main = "io.matrixplatform.replay.certificates.VerifyMain";
        return new Tool(stack.folders(), "infra/replay", main, List.of("-Xmx1g")).run(stack.environment(), arguments);
    }
}
