package io.matrixplatform.api.metering.fates;

import java.time.Instant;

/** How many facts in one UTC hour. */
public record HourCount(Instant hour, long count) {}
