package io.matrixplatform.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

@EnabledOnOs(LINUX)
class ProcessorTimeTest {
    @Test
    void isAboutWhatTheProcessItselfSays() {
        Duration said = ProcessHandle.current().info().totalCpuDuration().orElseThrow();

        // Children of this process that have ended are in it as well.
        assertThat(ProcessorTime.of(ProcessHandle.current())).isGreaterThanOrEqualTo(said.minusMillis(20));
    }

    @Test
    void isNothingForAProcessThatIsGone() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();

        assertThat(ProcessorTime.of(process.toHandle())).isZero();
    }
}
