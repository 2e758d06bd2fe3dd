package io.matrixplatform.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
    @TempDir
    Path folder;

    @Test
    void givesTheLastLinesOfALongLog() throws IOException {
        List<String> lines =
                IntStream.range(0, 10_000).mapToObj(i -> "line " + i).toList();
        Path log = Files.write(folder.resolve("kafka.log"), lines);

        assertThat(LogTail.of(log, 3)).containsExactly("line 9997", "line 9998", "line 9999");
    }

    @Test
    void givesAllOfAShortLog() throws IOException {
        Path log = Files.writeString(folder.resolve("kafka.log"), "one\ntwo\n");

        assertThat(LogTail.of(log, 50)).containsExactly("one", "two");
    }

    @Test
    void aLogThatIsNotThereIsEmpty() throws IOException {
        assertThat(LogTail.of(folder.resolve("none.log"), 5)).isEmpty();
    }
}
