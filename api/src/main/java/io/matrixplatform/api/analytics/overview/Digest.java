package io.matrixplatform.api.analytics.overview;

import com.tdunning.math.stats.MergingDigest;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/** A t-digest as Pinot makes it, from which percentiles are read; several become that of all their calls. */
final class Digest {
    private static final double COMPRESSION = 100;

    private final MergingDigest values;

    private Digest(MergingDigest values) {
        this.values = values;
    }

    /** @param hex what {@code PERCENTILERAWTDIGEST} answers */
    static Digest of(String hex) {
        return new Digest(MergingDigest.fromBytes(ByteBuffer.wrap(HexFormat.of().parseHex(hex))));
    }

    static Digest ofAll(Collection<Digest> digests) {
        MergingDigest all = new MergingDigest(COMPRESSION);
        all.add(List.copyOf(digests.stream().map(digest -> digest.values).toList()));
        return new Digest(all);
    }

    /** Of nothing there are none, so there has to be at least one value. */
    Percentiles percentiles() {
        return new Percentiles(at(0.5), at(0.95), at(0.99));
    }

    private long at(double share) {
        return Math.round(values.quantile(share));
    }
}
