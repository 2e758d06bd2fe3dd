package io.matrixplatform.api.metering.backfill;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a backfill changes in one slice, or has changed.
 *
 * @param tenant public form
 * @param dimensions canonical JSON
 * @param quantityBefore metering's own and that of the backfill before, if there was one
 * @param difference after − before
 * @param place in the order of the list
 */
public record Difference(
        String tenant,
        @Nullable String subscriptionId,
        @JsonRawValue String dimensions,
        Instant sliceStart,
        BigDecimal quantityBefore,
        BigDecimal quantityAfter,
        BigDecimal difference,
        long factCountBefore,
        long factCountAfter,
        @JsonIgnore long place) {}
