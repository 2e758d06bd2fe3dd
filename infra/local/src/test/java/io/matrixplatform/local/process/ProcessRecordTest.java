package io.matrixplatform.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRecordTest {
    @TempDir
    Path folder;

    @Test
    void findsTheProcessItWasMadeOf() throws IOException {
        Path file = folder.resolve("kafka.pid");
        ProcessRecord.of(ProcessHandle.current()).write(file);

        assertThat(ProcessRecord.read(file).flatMap(ProcessRecord::living)).contains(ProcessHandle.current());
    }

    @Test
    void doesNotTakeARecycledPidForTheProcessThatHadIt() {
        ProcessRecord earlier = new ProcessRecord(ProcessHandle.current().pid(), "another boot/1");

        assertThat(earlier.living()).isEmpty();
    }

    @Test
    void aProcessThatHasEndedIsNotLiving() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("cat").start();
        ProcessRecord record = ProcessRecord.of(process.toHandle());

        process.destroyForcibly().waitFor();

        assertThat(record.living()).isEmpty();
    }

    @Test
    void nothingIsRememberedWithoutAFile() throws IOException {
        assertThat(ProcessRecord.read(folder.resolve("none.pid"))).isEmpty();
    }

    @Test
    void refusesAFileThatIsNoRecord() throws IOException {
        Path file = Files.writeString(folder.resolve("kafka.pid"), "what\nis this\n");

        assertThatIOException().isThrownBy(() -> ProcessRecord.read(file)).withMessageContaining("no process record");
    }
}
