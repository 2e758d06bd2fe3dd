package io.matrixplatform.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class ToolCommandTest {
    private final List<String> handedOver = new ArrayList<>();
    private final StringWriter out = new StringWriter();

    @Command(name = "measure", description = "Measures.")
    private final class Measure extends ToolCommand {
        Measure(boolean needsArguments) {
            super(needsArguments);
        }

        @Override
        int run(StackOptions options, List<String> arguments) {
            handedOver.addAll(arguments);
            return 7;
        }
    }

    @Test
    void handsOverWhatItDoesNotKnowItself() {
        assertThat(execute(true, "--port-offset", "900", "stack", "--help", "--times", "3"))
                .isEqualTo(7);

        assertThat(handedOver).containsExactly("stack", "--help", "--times", "3");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void showsItsOwnHelpWhereThatIsAskedForFirst() {
        assertThat(execute(false, "--help")).isZero();

        assertThat(out.toString()).contains("Measures.");
        assertThat(handedOver).isEmpty();
    }

    @Test
    void showsItToWhoGivesNothingIfSomethingIsNeeded() {
        assertThat(execute(true)).isZero();
        assertThat(out.toString()).contains("Measures.");

        assertThat(execute(false)).isEqualTo(7);
    }

    private int execute(boolean needsArguments, String... arguments) {
        return new CommandLine(new Measure(needsArguments))
                .setOut(new PrintWriter(out, true))
                .execute(arguments);
    }
}
