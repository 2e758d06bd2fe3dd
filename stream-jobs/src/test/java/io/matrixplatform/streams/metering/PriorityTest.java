package io.matrixplatform.streams.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PriorityTest {
    /** In the last fields of a thread's state, counted from the one behind its name. */
    private static final int POLICY = 38;

    private static final String SCHED_OTHER = "0";
    private static final String SCHED_IDLE = "5";

    @Test
    void isTakenAndGivenBack() throws Exception {
        assumeTrue(Priority.canBeRegained(), "this user may not, or the system has none");

        Priority.IDLE.take();
        String whileIdle = policy();
        Priority.USUAL.take();

        assertThat(whileIdle).isEqualTo(SCHED_IDLE);
        assertThat(policy()).isEqualTo(SCHED_OTHER);
    }

    private static String policy() throws IOException {
        String state = Files.readString(Path.of("/proc/thread-self/stat"));
        return state.substring(state.lastIndexOf(')') + 2).split(" ", -1)[POLICY];
    }
}
