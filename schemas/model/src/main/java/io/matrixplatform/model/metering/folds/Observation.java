package io.matrixplatform.model.metering.folds;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.metering.Hashing;
import io.matrixplatform.model.metering.Identity;
import io.matrixplatform.model.metering.Quantity;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What one fact says to a fold.
 *
 * @param value in the normal form of a {@link Quantity}
 * @param hash of the text that is counted; 0 unless texts are
 * @param occurredAt micros since 1970
 * @param sampling there if and only if it is a sample, see {@link Folding#hold}
 */
public record Observation(
        BigDecimal value,
        long hash,
        long occurredAt,
        Identity identity,
        @Nullable Sampling sampling) {
    public Observation {
        requireNonNull(value, "value");
        requireNonNull(identity, "identity");
    }

    /** Of anything but a sample. */
    public Observation(BigDecimal value, long hash, long occurredAt, Identity identity) {
        this(value, hash, occurredAt, identity, null);
    }

    /** @throws IllegalArgumentException if it is no {@link Quantity} */
    public static Observation of(BigDecimal value, long occurredAt, Identity identity) {
        return new Observation(new Quantity(value).value(), 0, occurredAt, identity);
    }

    /** The same, of something that is sampled. */
    public Observation sampled(Sampling how) {
        return new Observation(value, hash, occurredAt, identity, how);
    }

    /** For a unique count. The hash is cryptographic, so that nobody can choose texts that meet. */
    public static Observation of(String text, long occurredAt, Identity identity) {
        long hash = ByteBuffer.wrap(Hashing.hash("unique", text)).getLong();
        return new Observation(BigDecimal.ZERO, hash, occurredAt, identity);
    }
}
