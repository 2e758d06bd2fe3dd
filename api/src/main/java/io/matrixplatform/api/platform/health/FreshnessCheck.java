package io.matrixplatform.api.platform.health;

import com.codahale.metrics.health.HealthCheck;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Healthy while something that goes round all the time has lately gone well. */
public final class FreshnessCheck extends HealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Supplier<Instant> lastSuccess;
    private final InstantSource clock;

    public FreshnessCheck(Supplier<Instant> lastSuccess, InstantSource clock) {
        this.lastSuccess = lastSuccess;
        this.clock = clock;
    }

    @Override
    protected Result check() {
        Instant last = lastSuccess.get();
        if (last.isAfter(clock.instant().minus(PATIENCE))) {
            return Result.healthy();
        }
        return Result.unhealthy(last.equals(Instant.EPOCH) ? "has not worked yet" : "last worked at " + last);
    }
}
