package io.matrixplatform.rating;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RateMainTest {
    private static final String FEBRUARY = """
        {"id":"a","kind":"periods","input":{"start":"2026-01-31","cadence":{"unit":"month"},"count":2}}
        """;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void answersEachLineInOrder() throws IOException {
        assertThat(rate(FEBRUARY + FEBRUARY.replace("\"a\"", "7"))).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("{\"id\":\"a\",\"kind\":\"periods\",\"result\":{\"periods\":[")
                                .contains("\"end_date\":\"2026-02-28\"", "\"end_date\":\"2026-03-31\""),
                        second -> assertThat(second).startsWith("{\"id\":7,"));
    }

    @Test
    void takesAnArrayAndWritesOne() throws IOException {
        assertThat(rate("[" + FEBRUARY + "," + FEBRUARY + "]", "--array", "-")).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("[{\"id\":\"a\"")
                .endsWith("}]}}]\n");
    }

    @Test
    void answersAFaultyCaseWithItsErrorAndGoesOn() throws IOException {
        String faulty = """
            {"id":"unknown","kind":"periods","input":{"start":"2026-01-31","cadence":{"unit":"month","cuont":2}}}
            {"id":"zone","kind":"periods","input":{"start":"2026-01-31","cadence":{"unit":"month"},"zone":"Mars"}}
            {"id":"rule","kind":"periods","input":{"start":"2026-01-31","cadence":{"unit":"month","count":0}}}
            {"id":"end","kind":"periods","input":{"start":"2026-01-31","end":"2026-01-01","cadence":{"unit":"day"}}}
            {"id":"kind","kind":"perods","input":{}}
            {"id":"more","kind":"periods","input":{},"opts":{}}
            17
            """;

        assertThat(rate(faulty + FEBRUARY)).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"/input/cadence/cuont\",\"rule\":\"unknown-field\""),
                        line -> assertThat(line).contains("\"/input/zone\",\"rule\":\"zone\""),
                        line -> assertThat(line).contains("\"/input/cadence/count\",\"rule\":\"count-in-range\""),
                        line -> assertThat(line).contains("\"/input/end\",\"rule\":\"end-after-start\""),
                        line -> assertThat(line).contains("\"/kind\",\"rule\":\"unknown-kind\""),
                        line -> assertThat(line).contains("\"/opts\",\"rule\":\"unknown-field\""),
                        line -> assertThat(line).contains("\"id\":null", "\"rule\":\"object\""),
                        line -> assertThat(line).contains("\"result\""));
    }

    @Test
    void saysWhereTheInputIsNoJson() throws IOException {
        assertThat(rate(FEBRUARY + "{\"id\":")).isEqualTo(2);

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"id\":\"a\"");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("line 2");
    }

    @Test
    void refusesAFieldThatIsThereTwice() throws IOException {
        assertThat(rate("{\"id\":\"a\",\"id\":\"b\"}")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Duplicate");
    }

    @Test
    void saysThatAFileIsNotThere() throws IOException {
        assertThat(rate("", "nowhere.json")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("nowhere.json");
    }

    @Test
    void readsAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("cases.json"), FEBRUARY);

        assertThat(rate("", file.toString())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"id\":\"a\"");
    }

    @Test
    void answersNothingWithNothing() throws IOException {
        assertThat(rate("")).isZero();
        assertThat(out.size()).isZero();
    }

    @Test
    void tellsHowItIsUsed() throws IOException {
        assertThat(rate("", "--nonsense")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("usage:");
    }

    private int rate(String cases, String... arguments) throws IOException {
        return RateMain.run(
                List.of(arguments),
                new ByteArrayInputStream(cases.getBytes(StandardCharsets.UTF_8)),
                out,
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
