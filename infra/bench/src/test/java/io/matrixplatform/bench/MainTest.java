package io.matrixplatform.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

    @Test
    void refusesAnUnknownName() {
        assertThat(run("nonsense")).isEqualTo(2);
        assertThat(progress.toString(StandardCharsets.UTF_8)).contains("nonsense");
        assertThat(out.size()).isZero();
    }

    @Test
    void namesTheBenchmarksToWhoeverAsks() {
        assertThat(run("--help")).isZero();
        assertThat(progress.toString(StandardCharsets.UTF_8)).contains("ingest", "stack");
    }

    @Test
    void wantsExactlyOneName() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("stack", "ingest")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--kills", "--kills 0", "--kills -1", "--kills many", "--kills 1000", "--deaths 3", "--kills 3 4"
            })
    void saysWhichOptionsABenchmarkTakes(String options) {
        assertThat(run(("recovery " + options).split(" ", -1))).isEqualTo(2);
        assertThat(progress.toString(StandardCharsets.UTF_8)).contains("--kills and a number");
        assertThat(out.size()).isZero();
    }

    private int run(String... arguments) {
        return Main.run(
                arguments,
                Map.of(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(progress, true, StandardCharsets.UTF_8));
    }
}
