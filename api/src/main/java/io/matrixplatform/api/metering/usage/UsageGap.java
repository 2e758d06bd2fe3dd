package io.matrixplatform.api.metering.usage;

import io.matrixplatform.model.metering.folds.Gap;
import java.time.Instant;

/**
 * A time of which nothing is counted, because nothing is known of an instance.
 *
 * @param to where it ends, or the time asked about does
 */
public record UsageGap(String instanceId, String metric, Instant from, Instant to, Gap.Cause cause) {
    static UsageGap of(Gap gap) {
        return new UsageGap(
                gap.probe().instance(),
                gap.probe().metric(),
                gap.time().start(),
                gap.time().end(),
                gap.cause());
    }
}
