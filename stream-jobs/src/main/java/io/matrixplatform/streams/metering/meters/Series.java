package io.matrixplatform.streams.metering.meters;

import org.jspecify.annotations.Nullable;

/**
 * One meter of one tenant under one subscription with one set of dimensions: what a slice is a quarter hour of.
 *
 * @param dimensions canonical JSON
 * @param graceSeconds of the meter
 */
public record Series(
        String tenantId, @Nullable String subscriptionId, String meterKey, String dimensions, int graceSeconds) {}
