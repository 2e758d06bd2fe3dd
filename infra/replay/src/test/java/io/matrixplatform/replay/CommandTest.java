package io.matrixplatform.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CommandTest {
    private final StringWriter err = new StringWriter();
    private final CommandLine command = ReplayMain.commandLine().setErr(new PrintWriter(err, true));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--duplicates 5 | a share is like 5% or 0.5%",
                "--duplicates 101% | duplicates is a share from 0% to 100%",
                "--late -1% | a share is like 5% or 0.5%",
                "--disorder 30 | a span of time is like 500ms, 30s, 5m or 1h",
                "--speed fast | a speed is like 1x, 60x or max",
                "--speed 0x | a speed is like 1x, 60x or max",
                "--tenants 0 | tenants must be from 1 to 1000",
                "--batch 1001 | batch must be from 1 to 1000",
                "--run r --seed 2 | --seed is decided by the run that is repeated"
            })
    void refusesNonsenseAndSaysWhatIsSense(String options, String why) {
        assertThat(command.execute(("azure-llm trace.csv " + options).split(" ", -1)))
                .isEqualTo(2);
        assertThat(err.toString()).contains(why);
    }

    @Test
    void endsWithTwoWhenThereIsNoSuchFileOrItIsNoTrace() throws IOException {
        Path other = Files.writeString(folder.resolve("other.csv"), "a,b\n");

        assertThat(command.execute("azure-llm", folder.resolve("none.csv").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("there is no file").contains("none.csv");
        assertThat(command.execute("azure-llm", other.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("other.csv line 1: the header must be");
    }

    @Test
    void endsWithTwoWhenThereIsNoSuchRun() {
        assertThat(command.execute("azure-llm", "--run", "20200101-000000-0000", "trace.csv"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("there is no run 20200101-000000-0000");
    }
}
