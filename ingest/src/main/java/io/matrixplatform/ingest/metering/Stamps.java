package io.matrixplatform.ingest.metering;

import io.matrixplatform.ingest.access.KnownKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What the edge says of every fact of one request, and the client never. */
record Stamps(KnownKey key, Instant recordedAt) {
    Stamps {
        recordedAt = recordedAt.truncatedTo(ChronoUnit.MICROS);
    }
}
