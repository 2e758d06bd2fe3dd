package io.matrixplatform.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Figures figures = new Figures("ingest", stream(out), stream(err));

    @Test
    void printsOneJsonLinePerFigure() {
        figures.figure("batch_ratio", 0.2145678, "ratio", "bare producer 412000 events/s");
        figures.figure("batch_events_per_s", 88_417.4, "events/s");

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                {"bench":"ingest","figure":"batch_ratio","value":0.2146,"unit":"ratio",\
                "baseline":"bare producer 412000 events/s"}
                {"bench":"ingest","figure":"batch_events_per_s","value":88417,"unit":"events/s"}
                """);
    }

    @Test
    void keepsProgressApart() {
        figures.progress("warming up");

        assertThat(out.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("bench ingest: warming up\n");
    }

    private static PrintStream stream(ByteArrayOutputStream target) {
        return new PrintStream(target, true, StandardCharsets.UTF_8);
    }
}
