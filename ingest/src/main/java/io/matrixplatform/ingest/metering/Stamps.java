package io.matrixplatform.ingest.metering;

import io.matrixplatform.ingest.access.KnownKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What the edge says of every fact of one request, and the client never. */
public record Stamps(KnownKey key, Instant recordedAt) {
    public Stamps {
        recordedAt = recordedAt.truncatedTo(ChronoUnit.MICROS);
    }
}
