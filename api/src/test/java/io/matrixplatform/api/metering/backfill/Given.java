package io.matrixplatform.api.metering.backfill;

import io.matrixplatform.api.catalog.meters.Meter;
import io.matrixplatform.api.metering.recount.RawFact;
import io.matrixplatform.model.ids.MeterId;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.metering.folds.Aggregation;
import io.matrixplatform.model.metering.folds.Folding;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Meters and facts for tests of the rule. */
final class Given {
    static final TenantId TENANT = new TenantId(new UUID(7, 7));

    private Given() {}

    static Meter meter(@Nullable Folding folding, List<String> dimensions, @Nullable Integer groupsMax) {
        return new Meter(
                new MeterId(new UUID(1, 1)),
                TENANT,
                new MeterKey("past"),
                "t",
                folding == null ? Aggregation.SUM : folding.aggregation(),
                folding == null ? null : folding.percentile(),
                "size",
                null,
                List.of(),
                dimensions,
                groupsMax,
                null,
                "u",
                Duration.ZERO,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                "",
                1);
    }

    static RawFact fact(String id, Instant occurredAt, BigDecimal size, String zone) {
        return new RawFact(
                "ten_a",
                "test",
                id,
                occurredAt,
                occurredAt,
                "t",
                name -> name.equals("size") ? Optional.of(size) : Optional.empty(),
                name -> name.equals("zone") ? zone : "");
    }
}
