package io.matrixplatform.replay.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.replay.plan.Injection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsTest {
    private static final RunTenant TENANT =
            new RunTenant("ten_1", "replay 1", List.of(new RunKey("key_1", "mtx_live_secret")));
    private static final Run RUN = new Run(
            "20261121-120000-00ff",
            "trace.csv.gz",
            "ab".repeat(32),
            -7,
            new Injection(0.05, Duration.ofMillis(30_500), 0.01),
            true,
            Instant.parse("2026-11-21T11:59:00.000001Z"),
            Instant.parse("2026-11-21T12:00:00Z"),
            List.of(TENANT));

    private static final Demo DEMO = new Demo(List.of(new DemoTenant(
            "ten_1",
            "Northwind",
            "pro",
            TENANT.keys(),
            List.of(new DemoUser("owner@northwind.example", "Olivia", "owner", "open-sesame")))));

    @TempDir
    private Path state;

    @Test
    void findsARunExactlyAsItWasKept() throws IOException {
        Runs runs = new Runs(state);
        runs.keep(RUN);

        assertThat(runs.find(RUN.id())).contains(RUN);
        assertThat(runs.find("20261121-120000-0000")).isEmpty();
        assertThat(runs.find("../demo")).isEmpty();
    }

    @Test
    void letsNobodyElseReadTheKeys() throws IOException {
        Runs runs = new Runs(state);
        runs.keep(RUN);
        runs.keepDemo(DEMO);

        for (String file : List.of("replays/" + RUN.id() + ".json", "demo.json")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve(file))))
                    .isEqualTo("rw-------");
        }
        assertThat(runs.findDemo()).contains(DEMO);
        assertThat(RUN.toString()).doesNotContain("mtx_live_secret");
        assertThat(DEMO.toString()).doesNotContain("mtx_live_secret").doesNotContain("open-sesame");
    }
}
