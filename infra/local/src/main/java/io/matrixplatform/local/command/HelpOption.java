package io.matrixplatform.local.command;

import picocli.CommandLine.Option;

/** Of the commands that hand nothing over to a tool, which would have a help of its own. */
final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    @SuppressWarnings("unused") // picocli looks at it
    private boolean help;
}
