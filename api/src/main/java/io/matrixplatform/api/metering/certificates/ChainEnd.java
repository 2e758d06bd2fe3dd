package io.matrixplatform.api.metering.certificates;

import java.time.Instant;

/** The newest day of a tenant. */
public record ChainEnd(String tenant, long sequence, Instant endsAt, String hash) {}
