package io.matrixplatform.replay;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.replay.plan.Injection;
import io.matrixplatform.replay.sending.Speed;
import java.nio.file.Path;

/**
 * What shall be replayed, and how.
 *
 * @param tenants how many new ones the calls are spread over
 * @param aggregations whether they get a meter of each aggregation, which takes a minute or two to count
 * @param batch events per request
 */
public record ReplayOptions(
        Path file, int tenants, Injection injection, boolean aggregations, long seed, Speed speed, int batch) {
    public static final int DEFAULT_TENANTS = 4;
    public static final int DEFAULT_BATCH = 100;
    public static final long DEFAULT_SEED = 1;

    private static final int MAX_TENANTS = 1_000;
    private static final int MAX_BATCH = 1_000;

    public ReplayOptions {
        requireNonNull(file, "file");
        requireNonNull(injection, "injection");
        requireNonNull(speed, "speed");
        if (tenants < 1 || tenants > MAX_TENANTS) {
            throw new IllegalArgumentException("tenants must be from 1 to " + MAX_TENANTS + ", not " + tenants);
        }
        if (batch < 1 || batch > MAX_BATCH) {
            throw new IllegalArgumentException("batch must be from 1 to " + MAX_BATCH + ", not " + batch);
        }
    }

    /** The whole file as it is, as fast as it goes. */
    public static ReplayOptions of(Path file) {
        return new ReplayOptions(file, DEFAULT_TENANTS, Injection.NONE, false, DEFAULT_SEED, Speed.MAX, DEFAULT_BATCH);
    }

    public ReplayOptions with(Injection injected) {
        return new ReplayOptions(file, tenants, injected, aggregations, seed, speed, batch);
    }

    public ReplayOptions with(Speed wanted) {
        return new ReplayOptions(file, tenants, injection, aggregations, seed, wanted, batch);
    }

    public ReplayOptions withAggregations() {
        return new ReplayOptions(file, tenants, injection, true, seed, speed, batch);
    }
}
