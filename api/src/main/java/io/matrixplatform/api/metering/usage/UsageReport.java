package io.matrixplatform.api.metering.usage;

import io.matrixplatform.model.metering.MeterKey;
import java.time.Instant;
import java.util.List;

/**
 * Usage of one meter. Windows without usage are not among the rows. All sums are exact.
 *
 * @param sources which store answered for which part of the time, oldest first
 */
public record UsageReport(
        MeterKey meter,
        String unit,
        Instant from,
        Instant to,
        WindowSize window,
        List<String> groupBy,
        List<UsageSource> sources,
        List<UsageRow> data) {
    public UsageReport {
        groupBy = List.copyOf(groupBy);
        sources = List.copyOf(sources);
        data = List.copyOf(data);
    }
}
