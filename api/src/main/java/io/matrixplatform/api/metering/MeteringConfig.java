package io.matrixplatform.api.metering;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.api.metering.recount.RecountLimits;
import java.time.Duration;

/**
 * @param pinotBroker host:port
 * @param pinotTimeout for one query
 */
public record MeteringConfig(String pinotBroker, Duration pinotTimeout, RecountLimits recount) {
    public MeteringConfig {
        requireNonNull(pinotBroker, "metering.pinotBroker");
        requireNonNull(pinotTimeout, "metering.pinotTimeout");
        requireNonNull(recount, "metering.recount");
    }
}
