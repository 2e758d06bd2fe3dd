package io.matrixplatform.streams.metering.facts;

import io.matrixplatform.model.metering.Identity;
import org.jspecify.annotations.Nullable;

/** What meters count: who used what, and when. Times are micros since 1970, as in {@link Envelope}. */
public interface Countable {
    String tenantId();

    @Nullable String subscriptionId();

    Identity identity();

    long occurredAt();

    long recordedAt();

    long bookedAt();

    Usage usage();

    /** What it has in common with others; null where that is not known. */
    @Nullable CallKind kind();
}
