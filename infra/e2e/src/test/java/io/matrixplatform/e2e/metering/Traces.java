package io.matrixplatform.e2e.metering;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.replay.Replay;
import io.matrixplatform.replay.counting.Reconciliation;
import io.matrixplatform.replay.counting.Stage;
import io.matrixplatform.replay.counting.Totals;
import io.matrixplatform.replay.platform.Narrator;
import io.matrixplatform.replay.stack.Endpoints;
import java.time.InstantSource;

/** Replays on the stack under test, and what must come of them. */
final class Traces {
    private Traces() {}

    static Replay on(Platform platform) {
        Endpoints endpoints = Endpoints.from(platform.environment());
        return new Replay(endpoints, platform.stack().folders().state(), InstantSource.system(), Narrator.SILENT);
    }

    /** Every stage has exactly what the file says, and nothing else is the matter. */
    static void assertExact(Reconciliation found, TraceFile trace) {
        assertThat(found.faults()).isEmpty();
        assertThat(found.stages())
                .hasSize(6)
                .allSatisfy(stage -> assertThat(sum(stage))
                        .as(stage.name())
                        .isEqualTo(new Totals(trace.calls(), trace.inputTokens(), trace.outputTokens())));
    }

    private static Totals sum(Stage stage) {
        return stage.byTenant().values().stream().reduce(Totals.ZERO, Totals::plus);
    }
}
