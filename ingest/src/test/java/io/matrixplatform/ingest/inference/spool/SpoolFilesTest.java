package io.matrixplatform.ingest.inference.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolFilesTest {
    @TempDir
    private Path folder;

    @Test
    void givesBackWhatItWasGivenInOrderAlsoToItsSuccessor() throws Exception {
        try (SpoolFiles files = new SpoolFiles(folder)) {
            files.append(entries("a", "b"));
            files.append(entries("c"));
        }

        try (SpoolFiles files = new SpoolFiles(folder)) {
            files.append(entries("d"));
            assertThat(drained(files)).containsExactly("a", "b", "c", "d");
            assertThat(files.bytes()).isZero();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void appendsToAnotherFileThanTheOneThatIsRead() throws Exception {
        try (SpoolFiles files = new SpoolFiles(folder)) {
            files.append(entries("a"));
            long oldest = files.oldest().orElseThrow();
            files.append(entries("b"));

            assertThat(texts(files.read(oldest))).containsExactly("a");
            files.delete(oldest);
            assertThat(drained(files)).containsExactly("b");
        }
    }

    @Test
    void losesNothingButWhatACrashHasTorn() throws Exception {
        try (SpoolFiles files = new SpoolFiles(folder)) {
            files.append(entries("first", "second"));
        }
        Path file;
        try (var all = Files.list(folder)) {
            file = all.findFirst().orElseThrow();
        }
        byte[] whole = Files.readAllBytes(file);

        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            try (SpoolFiles files = new SpoolFiles(folder)) {
                List<String> kept = texts(files.read(files.oldest().orElseThrow()));
                assertThat(kept).isEqualTo(length < 8 + 5 ? List.of() : List.of("first"));
            }
        }
    }

    private static List<String> drained(SpoolFiles files) throws Exception {
        List<String> all = new ArrayList<>();
        while (files.oldest().isPresent()) {
            long oldest = files.oldest().orElseThrow();
            all.addAll(texts(files.read(oldest)));
            files.delete(oldest);
        }
        return all;
    }

    private static List<byte[]> entries(String... texts) {
        return Arrays.stream(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static List<String> texts(List<byte[]> entries) {
        return entries.stream()
                .map(entry -> new String(entry, StandardCharsets.UTF_8))
                .toList();
    }
}
