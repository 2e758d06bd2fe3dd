package io.matrixplatform.local.command;

import io.matrixplatform.local.LocalStack;
import java.util.List;
import picocli.CommandLine.Command;

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
final class VerifyCertificateCommand extends ToolCommand {
    VerifyCertificateCommand() {
        super(false);
    }

    @Override
    int run(StackOptions options, List<String> arguments) throws Exception {
        LocalStack stack = options.stack();
        if (!stack.isSupervised()) {
            progress().up(stack);
        }
        String main = "io.matrixplatform.replay.certificates.VerifyMain";
        return new Tool(stack.folders(), "infra/replay", main, List.of("-Xmx1g")).run(stack.environment(), arguments);
    }
}
