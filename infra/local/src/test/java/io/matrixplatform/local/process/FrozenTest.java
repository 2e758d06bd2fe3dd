package io.matrixplatform.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

@EnabledOnOs(LINUX)
class FrozenTest {
    private static final String STOPPED = "T";

    @Test
    void theWholeFamilyStandsStillUntilItIsLetGoOn() throws Exception {
        Process parent = new ProcessBuilder("sh", "-c", "sleep 60 & wait").start();
        try {
            ProcessHandle child = childOf(parent);

            try (Frozen frozen = Frozen.of(parent.toHandle())) {
                awaitState(parent.pid(), true);
                awaitState(child.pid(), true);
            }

            awaitState(parent.pid(), false);
            awaitState(child.pid(), false);
        } finally {
            parent.descendants().forEach(ProcessHandle::destroyForcibly);
            parent.destroyForcibly().waitFor();
        }
    }

    private static ProcessHandle childOf(Process parent) throws InterruptedException {
        while (parent.children().findAny().isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return parent.children().findAny().orElseThrow();
    }

    private static void awaitState(long pid, boolean stopped) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (state(pid).equals(STOPPED) != stopped && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(state(pid).equals(STOPPED)).isEqualTo(stopped);
    }

    private static String state(long pid) throws IOException {
        String line = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return line.substring(line.lastIndexOf(')') + 2).split(" ", -1)[0];
    }
}
