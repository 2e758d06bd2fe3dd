package io.matrixplatform.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.replay.trace.AzureLlmTrace;
import io.matrixplatform.replay.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeededTraceTest {
    @TempDir
    private Path folder;

    @Test
    void isTheSameForTheSameSeed() throws IOException {
        String once = Files.readString(write(1));

        assertThat(Files.readString(write(1))).isEqualTo(once);
        assertThat(Files.readString(write(2))).isNotEqualTo(once);
    }

    @Test
    void isAsLongAndAsDenseAsItIsAskedFor() throws IOException {
        Trace trace = AzureLlmTrace.read(write(3));

        assertThat(Duration.between(trace.rows().get(0).at(), trace.end()))
                .isBetween(Duration.ofSeconds(598), Duration.ofSeconds(600));
        assertThat(trace.rows().size()).isBetween(600 * 40, 600 * 60);
    }

    private Path write(long seed) throws IOException {
        Path file = folder.resolve("trace-" + seed + ".csv");
        SeededTrace.write(file, Duration.ofMinutes(10), 50, seed);
        return file;
    }
}
