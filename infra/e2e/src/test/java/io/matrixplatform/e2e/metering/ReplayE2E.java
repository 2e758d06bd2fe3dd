package io.matrixplatform.e2e.metering;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.e2e.platform.RunningStack;
import io.matrixplatform.replay.Replay;
import io.matrixplatform.replay.ReplayOptions;
import io.matrixplatform.replay.counting.Reconciliation;
import io.matrixplatform.replay.plan.Injection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A recorded trace goes in, exact numbers come out. */
@ExtendWith(RunningStack.class)
@Execution(ExecutionMode.CONCURRENT)
class ReplayE2E {
    private static final int ROWS = 4_000;

    @TempDir
    private Path folder;

    @Test
    void aTraceIsInEveryStageExactlyOnceAndAgainAddsNothing(Platform platform) throws IOException {
        TraceFile trace = TraceFile.write(folder, ROWS, 11);
        Replay replay = Traces.on(platform);
        ReplayOptions options = ReplayOptions.of(trace.path());

        Reconciliation first = replay.run(options);
        Reconciliation again = replay.repeat(first.run(), options);

        Traces.assertExact(first, trace);
        Traces.assertExact(again, trace);
        assertThat(again.repeats()).isEqualTo(ROWS);
    }

    @Test
    void duplicatesDisorderAndLatenessLeaveTheSumsAsTheyAre(Platform platform) throws IOException {
        TraceFile trace = TraceFile.write(folder, ROWS, 12);
        Injection injection = new Injection(0.05, Duration.ofSeconds(30), 0.01);

        Reconciliation found =
                Traces.on(platform).run(ReplayOptions.of(trace.path()).with(injection));

        Traces.assertExact(found, trace);
        assertThat(found.repeats()).isGreaterThanOrEqualTo(ROWS / 40);
        assertThat(found.lateLane().byTenant()).isNotEmpty();
    }
}
