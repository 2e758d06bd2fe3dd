package io.matrixplatform.api.metering;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.api.metering.backfill.BackfillLimits;
import io.matrixplatform.api.metering.certificates.CertificateLimits;
import io.matrixplatform.api.metering.live.LiveConfig;
import io.matrixplatform.api.metering.recount.RecountLimits;
import java.time.Duration;

/**
 * @param pinotBroker host:port
 * @param pinotTimeout for one query
 * @param rollupsKept how long Pinot keeps rollups, as the table says
 * @param fatesKept how long conflicts and dead letters are kept in PostgreSQL
 */
public record MeteringConfig(
        String pinotBroker,
        Duration pinotTimeout,
        Duration rollupsKept,
        Duration fatesKept,
        RecountLimits recount,
        BackfillLimits backfill,
        CertificateLimits certificates,
        LiveConfig live) {
    public MeteringConfig {
        requireNonNull(pinotBroker, "metering.pinotBroker");
        requireNonNull(pinotTimeout, "metering.pinotTimeout");
        requireNonNull(rollupsKept, "metering.rollupsKept");
        requireNonNull(fatesKept, "metering.fatesKept");
        requireNonNull(recount, "metering.recount");
        requireNonNull(backfill, "metering.backfill");
        requireNonNull(certificates, "metering.certificates");
        requireNonNull(live, "metering.live");
    }
}
