package io.matrixplatform.ingest.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipTest {
    private static final int MAX = 10_000;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 511, 512, 513, MAX - 1, MAX})
    void inflatesWhatFits(int length) throws IOException {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);

        Body body = Gzip.inflate(pack(bytes), MAX);

        assertThat(Arrays.copyOf(body.bytes(), body.length())).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {MAX + 1, 100_000_000})
    void stopsAtTheFirstByteTooMany(int length) throws IOException {
        Body packed = pack(new byte[length]);

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Gzip.inflate(packed, MAX))
                .extracting(ProblemException::type)
                .isEqualTo(ProblemType.REQUEST_TOO_LARGE);
    }

    @Test
    void refusesWhatIsNoGzip() throws IOException {
        Body cut = pack(new byte[100]);

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Gzip.inflate(new Body(cut.bytes(), cut.length() - 1), MAX))
                .extracting(ProblemException::type)
                .isEqualTo(ProblemType.MALFORMED_REQUEST);
    }

    private static Body pack(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return new Body(packed.toByteArray(), packed.size());
    }
}
