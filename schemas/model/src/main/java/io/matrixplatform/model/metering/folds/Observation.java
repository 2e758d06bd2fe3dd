package io.matrixplatform.model.metering.folds;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.metering.Hashing;
import io.matrixplatform.model.metering.Identity;
import io.matrixplatform.model.metering.Quantity;
import java.math.BigDecimal;
import java.nio.ByteBuffer;

/**
 * What one fact says to a fold.
 *
 * @param value in the normal form of a {@link Quantity}
 * @param hash of the text that is counted; 0 unless texts are
 * @param occurredAt micros since 1970
 */
public record Observation(BigDecimal value, long hash, long occurredAt, Identity identity) {
    public Observation {
        requireNonNull(value, "value");
        requireNonNull(identity, "identity");
    }

    /** @throws IllegalArgumentException if it is no {@link Quantity} */
    public static Observation of(BigDecimal value, long occurredAt, Identity identity) {
        return new Observation(new Quantity(value).value(), 0, occurredAt, identity);
    }

    /** For a unique count. The hash is cryptographic, so that nobody can choose texts that meet. */
    public static Observation of(String text, long occurredAt, Identity identity) {
        long hash = ByteBuffer.wrap(Hashing.hash("unique", text)).getLong();
        return new Observation(BigDecimal.ZERO, hash, occurredAt, identity);
    }
}
