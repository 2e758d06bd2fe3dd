package io.matrixplatform.api.analytics.overview;

import static org.assertj.core.api.Assertions.assertThat;

import com.tdunning.math.stats.MergingDigest;
import com.tdunning.math.stats.TDigest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class DigestTest {
    @Test
    void readsPercentilesOfWhatWasPutInWithinAPercent() {
        Percentiles percentiles = digest(1, 10_000).percentiles();

        assertThat(percentiles.p50()).isCloseTo(5_000, Percentage.withPercentage(1));
        assertThat(percentiles.p95()).isCloseTo(9_500, Percentage.withPercentage(1));
        assertThat(percentiles.p99()).isCloseTo(9_900, Percentage.withPercentage(1));
    }

    @Test
    void tellsOfSeveralWindowsWhatItWouldTellOfThemAsOne() {
        List<Digest> windows = new ArrayList<>();
        for (int from = 1; from <= 10_000; from += 100) {
            windows.add(digest(from, from + 99));
        }

        Percentiles percentiles = Digest.ofAll(windows).percentiles();

        assertThat(percentiles.p50()).isCloseTo(5_000, Percentage.withPercentage(1));
        assertThat(percentiles.p99()).isCloseTo(9_900, Percentage.withPercentage(1));
    }

    /** Written as Pinot writes it. */
    private static Digest digest(int first, int last) {
        TDigest digest = new MergingDigest(100);
        for (int value = first; value <= last; value++) {
            digest.add(value);
        }
        ByteBuffer bytes = ByteBuffer.allocate(digest.byteSize());
        digest.asBytes(bytes);
        return Digest.of(HexFormat.of().formatHex(bytes.array()));
    }
}
