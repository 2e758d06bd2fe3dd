package io.matrixplatform.local.command;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
        name = "rate",
        customSynopsis = "matrix rate [--array] [FILE.json|-]",
        description = {
            "Answers cases of billing periods, proration, prices and other money rules; needs no running stack.",
            "Reads a JSON array of cases or one case after the other, from the file or the standard input.",
            "Prints one line per case, in order: its result, or the error of that case alone.",
            "",
            "  --array    print one JSON array",
            "  --schema   print the JSON Schema of a case"
        })
final class RateCommand extends ToolCommand {
    RateCommand() {
        super(false);
    }

    @Override
    int run(StackOptions options, List<String> arguments) throws Exception {
        // It lives for seconds: the optimising compiler would cost more than it gains.
        List<String> flags = List.of("-Xmx512m", "-XX:TieredStopAtLevel=1");
        return new Tool(options.folders(), "infra/rating", "io.matrixplatform.rating.RateMain", flags)
                .run(Map.of(), arguments);
    }
}
