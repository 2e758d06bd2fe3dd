package io.matrixplatform.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.local.process.ProcessRecord;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LifeTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration SOON = Duration.ofSeconds(5);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void lastsUntilItIsKilledWhoeverHasStartedIt(boolean isOurs) throws Exception {
        Process process = new ProcessBuilder("cat").start();
        Life life = isOurs ? Life.of(process) : Life.left(ProcessRecord.of(process.toHandle()));

        assertThat(life.awaitEnd(SHORT)).isFalse();
        assertThat(life.awaitEnd(Duration.ZERO)).isFalse();

        life.kill();

        // Java hears of the end of its children by a thread of its own.
        assertThat(process.waitFor(SOON.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        assertThat(life.awaitEnd(Duration.ZERO)).isTrue();
    }

    @Test
    void tellsHowAChildHasEnded() throws Exception {
        Process killed = new ProcessBuilder("cat").start();
        Life life = Life.of(killed);
        life.kill();
        Process failed = new ProcessBuilder("false").start();
        failed.waitFor();

        assertThat(life.ended()).isEqualTo("ended by signal 9");
        assertThat(Life.of(failed).ended()).isEqualTo("ended with code 1");
    }
}
