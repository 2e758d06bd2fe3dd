package io.matrixplatform.api.metering.usage;

import com.fasterxml.jackson.annotation.JsonValue;
import io.matrixplatform.model.time.TimeWindow;
import java.time.Instant;
import java.util.Locale;

/** Which store answered for which part of the time; the parts do not overlap. */
public record UsageSource(Store source, Instant from, Instant to) {
    /** Where usage is kept. */
    public enum Store {
        /** The minute rollups in Pinot, for as long as it keeps them. */
        ROLLUPS,
        /** The usage ledger and the late lane in PostgreSQL, by quarter hours. */
        LEDGER;

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static UsageSource of(Store store, TimeWindow part) {
        return new UsageSource(store, part.start(), part.end());
    }
}
