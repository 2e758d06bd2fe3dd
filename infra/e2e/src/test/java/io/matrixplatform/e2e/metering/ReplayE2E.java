package io.matrixplatform.e2e.metering;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.e2e.platform.RunningStack;
import io.matrixplatform.replay.Replay;
import io.matrixplatform.replay.ReplayOptions;
import io.matrixplatform.replay.counting.Reconciliation;
import io.matrixplatform.replay.offline.Aggregate;
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
    void aMixedTraceReconcilesToTheUnitWithAnOfflineComputationOfItsEvents(Platform platform) throws Exception {
        TraceFile trace = TraceFile.write(folder, ROWS, 14);
        Injection mixed = new Injection(0.05, Duration.ofSeconds(30), 0.01, 0.01, 0.005, 0.005, 0.005);
        Replay replay = Traces.on(platform);
        ReplayOptions options = ReplayOptions.of(trace.path()).with(mixed).withAggregations();

        Reconciliation first;
        try (BalanceWatch balances = BalanceWatch.start(platform.operator())) {
            first = replay.run(options);
            balances.assertAlwaysBalanced(3);
        }
        Reconciliation again = replay.repeat(first.run(), options);

        assertThat(first.faults()).isEmpty();
        assertThat(again.faults()).isEmpty();
        // 5 % sent again, and every contradiction; of the calls that count, those cancelled and implausible are
        // missing.
        assertThat(first.repeats()).isGreaterThanOrEqualTo(ROWS / 20 + ROWS / 100);
        assertThat(first.stages().get(0).total().calls()).isEqualTo(ROWS - ROWS / 100);
        assertThat(first.lateLane().total().calls()).isPositive();
        assertThat(first.comparisons()).hasSize(ReplayOptions.DEFAULT_TENANTS * (2 + Aggregate.values().length));
    }

    @Test
    void duplicatesDisorderAndLatenessLeaveTheSumsAsTheyAre(Platform platform) throws Exception {
        TraceFile trace = TraceFile.write(folder, ROWS, 12);
        Injection injection = new Injection(0.05, Duration.ofSeconds(30), 0.01);

        Reconciliation found;
        try (BalanceWatch balances = BalanceWatch.start(platform.operator())) {
            found = Traces.on(platform).run(ReplayOptions.of(trace.path()).with(injection));
            balances.assertAlwaysBalanced(2);
        }

        Traces.assertExact(found, trace);
        assertThat(found.repeats()).isGreaterThanOrEqualTo(ROWS / 40);
        assertThat(found.lateLane().byTenant()).isNotEmpty();
    }
}
