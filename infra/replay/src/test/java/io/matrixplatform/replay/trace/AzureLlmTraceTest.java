package io.matrixplatform.replay.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AzureLlmTraceTest {
    private static final String HEADER = "TIMESTAMP,ContextTokens,GeneratedTokens\r\n";
    private static final String SAMPLE = HEADER
            + "2023-11-16 18:17:03.9799600,4808,10\r\n"
            + "2023-11-16 18:17:04.0319609,3180,8\r\n"
            + "2023-11-16 19:14:19.9280160,549,173";

    @TempDir
    private Path folder;

    @Test
    void readsCarriageReturnsTenthsOfMicrosecondsAndALastLineWithoutAnEnd() throws IOException {
        Trace trace = AzureLlmTrace.read(write("trace.csv", SAMPLE.getBytes(UTF_8)));

        assertThat(trace.rows())
                .containsExactly(
                        new TraceRow(Instant.parse("2023-11-16T18:17:03.979960Z"), 4808, 10),
                        new TraceRow(Instant.parse("2023-11-16T18:17:04.031960Z"), 3180, 8),
                        new TraceRow(Instant.parse("2023-11-16T19:14:19.928016Z"), 549, 173));
        assertThat(trace.end()).isEqualTo("2023-11-16T19:14:19.928016Z");
    }

    @Test
    void readsPlainLineEndsAndALastLineWithAnEndToo() throws IOException {
        Trace trace = AzureLlmTrace.read(
                write("trace.csv", (SAMPLE + "\r\n").replace("\r\n", "\n").getBytes(UTF_8)));

        assertThat(trace.rows()).hasSize(3);
    }

    @Test
    void takesAFileAndItsGzippedCopyForTheSameTraceWhateverTheirNames() throws IOException {
        Trace plain = AzureLlmTrace.read(write("trace.csv.gz", SAMPLE.getBytes(UTF_8)));
        Trace gzipped = AzureLlmTrace.read(write("trace.csv", gzip(SAMPLE)));

        assertThat(gzipped.sha256()).isEqualTo(plain.sha256()).hasSize(64);
        assertThat(gzipped.rows()).isEqualTo(plain.rows());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2023-11-16 18:17:03.9799600,4808 | 3 columns are required, not 2",
                "2023-11-16 18:17:03.9799600,4808,10,x | 3 columns are required, not 4",
                "2023-11-16T18:17:03.9799600,4808,10 | could not be parsed",
                "2023-02-30 18:17:03.9799600,4808,10 | could not be parsed",
                "2023-11-16 18:17:03.9799600Z,4808,10 | could not be parsed",
                "2023-11-16 18:17:03.9799600,many,10 | many",
                "2023-11-16 18:17:03.9799600,4808,1.5 | 1.5",
                "2023-11-16 18:17:03.9799600,4808,-1 | not negative",
                "'' | 3 columns are required, not 1"
            })
    void namesTheLineThatIsWrong(String line, String why) throws IOException {
        Path file = write("trace.csv", (SAMPLE + "\r\n" + line + "\r\nx").getBytes(UTF_8));

        assertThatThrownBy(() -> AzureLlmTrace.read(file))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageStartingWith("trace.csv line 5: ")
                .hasMessageContaining(why);
    }

    @Test
    void refusesAFileOfAnotherKind() throws IOException {
        Path empty = write("empty.csv", new byte[0]);
        Path other = write("other.csv", "a,b,c\n1,2,3\n".getBytes(UTF_8));
        Path bare = write("bare.csv", HEADER.getBytes(UTF_8));

        assertThatThrownBy(() -> AzureLlmTrace.read(empty))
                .hasMessageContaining("empty.csv line 1: the header must be");
        assertThatThrownBy(() -> AzureLlmTrace.read(other))
                .hasMessageContaining("other.csv line 1: the header must be");
        assertThatThrownBy(() -> AzureLlmTrace.read(bare)).hasMessage("bare.csv has no rows");
        assertThatThrownBy(() -> AzureLlmTrace.read(folder.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void refusesAGzippedFileThatBreaksOff() throws IOException {
        byte[] whole = gzip(SAMPLE + "\r\n2023-11-16 19:14:20.0000001,1,1".repeat(100_000));
        Path file = write("half.csv.gz", Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> AzureLlmTrace.read(file))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageStartingWith("half.csv.gz breaks off after line ");
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
