package io.matrixplatform.api.metering.usage;

import static io.matrixplatform.api.platform.problems.ProblemType.USAGE_NOT_KEPT;
import static io.matrixplatform.api.platform.problems.ProblemType.USAGE_TOO_LARGE;

import io.matrixplatform.api.catalog.meters.Meter;
import io.matrixplatform.api.metering.ledger.Total;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.time.TimeWindow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pinot.client.ResultSet;

/** Answers usage queries from the rollups in Pinot. Thread-safe. */
public final class UsageQueries {
    static final int MAX_ROWS = 10_000;

    private static final String TABLE = "usage_rollup";

    private final PinotBroker pinot;
    private final Duration kept;
    private final InstantSource clock;

    /** @param kept how long Pinot keeps rollups: of an older minute it may have some and not others */
    public UsageQueries(PinotBroker pinot, Duration kept, InstantSource clock) {
        this.pinot = pinot;
        this.kept = kept;
        this.clock = clock;
    }

    /**
     * Rows in order of their windows, then of their dimensions.
     *
     * @throws ProblemException {@code USAGE_TOO_LARGE}, {@code USAGE_NOT_KEPT} or {@code ANALYTICS_UNAVAILABLE}
     */
    UsageReport ask(UsageQuery query) {
        if (!keeps(query.window().start())) {
            throw new ProblemException(
                    USAGE_NOT_KEPT,
                    "rollups are kept for " + kept.toDays() + " days; read /v1/usage/ledger for an earlier time");
        }
        ResultSet found = pinot.query(TABLE, new UsageSql(query).text(MAX_ROWS + 1));
        if (found.getRowCount() > MAX_ROWS) {
            throw new ProblemException(
                    USAGE_TOO_LARGE,
                    "more than " + MAX_ROWS + " rows: ask for longer windows, fewer dimensions or less time");
        }
        List<UsageRow> rows = new ArrayList<>(found.getRowCount());
        for (int row = 0; row < found.getRowCount(); row++) {
            UsageRow read = read(query, found, row);
            // Without groups there is one row also where nothing was used.
            if (read.factCount() > 0) {
                rows.add(read);
            }
        }
        return new UsageReport(
                query.meter().key(),
                query.meter().unit(),
                query.window().start(),
                query.window().end(),
                query.size(),
                query.groupBy(),
                rows);
    }

    /** Everything that the tenant used of the meter in {@code window}. */
    public Total total(TenantId tenant, Meter meter, TimeWindow window) {
        UsageReport report = ask(new UsageQuery(tenant, meter, window, WindowSize.TOTAL, List.of(), Map.of()));
        return report.data().stream()
                .map(row -> new Total(row.quantity(), row.factCount()))
                .reduce(Total.ZERO, Total::plus);
    }

    /** Whether Pinot has everything that occurred from {@code moment} on. */
    public boolean keeps(Instant moment) {
        return !moment.isBefore(clock.instant().minus(kept));
    }

    private static UsageRow read(UsageQuery query, ResultSet found, int row) {
        int column = 0;
        TimeWindow window = query.window();
        if (query.size() != WindowSize.TOTAL) {
            Instant start =
                    Instant.ofEpochMilli(plain(found.getString(row, column++)).longValueExact());
            window = new TimeWindow(start, start.plus(query.size().step()));
        }
        Map<String, String> dimensions = new LinkedHashMap<>();
        for (String name : query.groupBy()) {
            dimensions.put(name, found.getString(row, column++));
        }
        BigDecimal quantity = plain(found.getString(row, column++));
        long facts = plain(found.getString(row, column)).longValueExact();
        return new UsageRow(window.start(), window.end(), dimensions, quantity, facts);
    }

    private static BigDecimal plain(String text) {
        BigDecimal number = new BigDecimal(text);
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
}
