package io.matrixplatform.e2e.metering;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.e2e.platform.RunningStack;
import io.matrixplatform.replay.plan.Injection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes die by SIGKILL in the middle of the traffic; what was acknowledged is counted exactly once all the same. */
@Isolated("it kills what the others stand on")
@ExtendWith(RunningStack.class)
class KillsE2E {
    private static final Duration RECOVERY_LIMIT = Duration.ofMinutes(3);
    /** Shorter than the two minutes after which Kafka's producers give up on a record. */
    private static final Duration STANDSTILL_LIMIT = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    void theRecountBalancesWhenPartsAreKilledOneAfterTheOther(Platform platform) throws Exception {
        // About twenty minutes of calls, sent 12 times as fast: the kills fall into a good minute and a half of
        // traffic.
        TraceFile trace = TraceFile.write(folder, 4_000, 13);
        ReplayUnderWay replay =
                ReplayUnderWay.start(platform, trace, 12, new Injection(0.05, Duration.ofSeconds(5), 0.01));

        try (BalanceWatch balances = BalanceWatch.start(platform.operator())) {
            for (String part : new String[] {"ingest", "taskmanager", "jobmanager", "kafka"}) {
                replay.awaitAcknowledgements();
                killAndAwaitRecovery(platform, part);
            }
            // The broker died while metering was being restored; when it is back, nothing is to hold metering up.
            balances.awaitNext(STANDSTILL_LIMIT);
            Traces.assertExact(replay.reconciliation(Duration.ofMinutes(6)), trace);
            balances.assertAlwaysBalanced(10);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "postgresql"})
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    void theRecordsBalanceWhenTheirKeeperIsKilled(String part, Platform platform) throws Exception {
        TraceFile trace = TraceFile.write(folder, 1_500, part.hashCode());
        ReplayUnderWay replay = ReplayUnderWay.start(platform, trace, 30, Injection.NONE);

        replay.awaitAcknowledgements();
        killAndAwaitRecovery(platform, part);

        Traces.assertExact(replay.reconciliation(Duration.ofMinutes(4)), trace);
    }

    /** Of the two TaskManagers, the one that metering runs on is named {@code taskmanager} here. */
    private static void killAndAwaitRecovery(Platform platform, String name) throws IOException, InterruptedException {
        String part = name.equals("taskmanager")
                ? platform.stack().taskManagerAtWork().orElseThrow()
                : name;
        platform.stack().kill(part);
        assertThat(platform.stack().awaitReady(part, RECOVERY_LIMIT))
                .as(part + " is back")
                .isTrue();
    }
}
