package io.matrixplatform.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.chaos.Chaos;
import io.matrixplatform.chaos.ChaosOptions;
import io.matrixplatform.chaos.Outcome;
import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.e2e.platform.RunningStack;
import io.matrixplatform.replay.platform.Narrator;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A minute of faults, as {@code ./matrix chaos} brings them about for as long as one likes. */
@Isolated("it kills and stops what the others stand on")
@ExtendWith(RunningStack.class)
class ChaosE2E {
    /** One whose minute has the supervisor, the broker, a task process and the door in it, and a kill at a segment commit. */
    private static final long SEED = 1195;

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void aMinuteOfFaultsLosesAndDoublesNothing(Platform platform) throws Exception {
        Chaos chaos = new Chaos(platform.stack(), folder, InstantSource.system(), Narrator.SILENT);

        Outcome outcome = chaos.run(new ChaosOptions(1, SEED, ChaosOptions.DEFAULT_RATE));

        assertThat(outcome.faults()).as(outcome.told()).isEmpty();
        assertThat(outcome.timeline()).hasSizeGreaterThanOrEqualTo(5);
        assertThat(outcome.certified().certificates()).isPositive();
        assertThat(outcome.rejected()).isPositive();
        assertThat(outcome.found().stages().get(0).total().calls()).isGreaterThan(1_000);
    }
}
