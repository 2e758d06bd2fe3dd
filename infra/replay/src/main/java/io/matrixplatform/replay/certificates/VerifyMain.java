package io.matrixplatform.replay.certificates;

import io.matrixplatform.replay.platform.ReplayException;
import io.matrixplatform.replay.platform.TerminalNarrator;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command behind {@code ./matrix verify-certificate}. */
@Command(
        name = "matrix verify-certificate",
        description =
                "Reads the raw log, the ledger and the chain of certificates again, with code of its own, and says"
                        + " what is not as it was certified, and where.",
        sortOptions = false)
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // picocli sets and reads
public final class VerifyMain implements Callable<Integer> {
    @Option(names = "--tenant", paramLabel = "ID", description = "Only this tenant's.")
    private @Nullable String tenant;

    @Option(names = "--certificate", paramLabel = "ID", description = "Only this one, and the chain that it is in.")
    private @Nullable String certificate;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    private VerifyMain() {}

    /** Exits with 0 if all is as it was certified, 1 if it is not, 2 if it could not be brought to its end. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new VerifyMain()).setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof ReplayException) {
                command.getErr().println("verify-certificate: " + failure.getMessage());
                return 2;
            }
            throw failure;
        });
    }

    @Override
    public Integer call() {
        Verification verification = new Verification(
                Places.from(System.getenv()),
                TerminalNarrator.on(spec.commandLine().getErr()));
        Verification.Result result = verification.verify(Optional.ofNullable(tenant), Optional.ofNullable(certificate));
        PrintWriter out = spec.commandLine().getOut();
        result.findings().forEach(finding -> out.println("NOT AS CERTIFIED: " + finding));
        result.unread()
                .forEach(id -> out.println(
                        id + ": its part of the raw log is no longer kept (45 days); chain and ledger were verified"));
        result.tenants()
                .forEach((id, head) -> out.println(
                        id + ": " + head.map(hash -> "chain ends with " + hash).orElse("no day yet")));
        out.println(summary(result));
        out.flush();
        if (result.certificates() == 0 && (tenant != null || certificate != null)) {
            throw new ReplayException("there is no such certificate");
        }
        return result.findings().isEmpty() ? 0 : 1;
    }

    private static String summary(Verification.Result result) {
        if (result.certificates() == 0) {
            return "there is no certificate yet: that of a day is issued once metering is through it, and POST"
                    + " /v1/metering/certificates has one made of today so far";
        }
        String verified = result.certificates() + (result.certificates() == 1 ? " certificate" : " certificates");
        return result.findings().isEmpty()
                ? verified + " verified: everything is as it was certified"
                : verified + " verified, " + result.findings().size() + " of what they say is not as it was certified";
    }
}
