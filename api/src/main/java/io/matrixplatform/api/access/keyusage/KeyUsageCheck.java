package io.matrixplatform.api.access.keyusage;

import com.codahale.metrics.health.HealthCheck;

/** Healthy while the use of keys is counted and can be asked for. */
public final class KeyUsageCheck extends HealthCheck {
    private final KeyUsageStreams streams;

    public KeyUsageCheck(KeyUsageStreams streams) {
        this.streams = streams;
    }

    @Override
    protected Result check() {
        return streams.isReady() ? Result.healthy() : Result.unhealthy("the counts are being put together");
    }
}
