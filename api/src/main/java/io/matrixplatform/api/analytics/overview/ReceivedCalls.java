package io.matrixplatform.api.analytics.overview;

import io.matrixplatform.api.metering.usage.PinotBroker;
import io.matrixplatform.api.metering.usage.Sums.Whose;
import io.matrixplatform.api.metering.usage.WindowSize;
import io.matrixplatform.model.time.TimeWindow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.pinot.client.ResultSet;

/** API calls as they were received, in Pinot: repeats included, and only as long as they are kept. Thread-safe. */
public final class ReceivedCalls {
    static final String TABLE = "api_call";

    private static final int WINDOWS_MAX = 10_000;

    private final PinotBroker pinot;
    private final Duration kept;
    private final InstantSource clock;

    public ReceivedCalls(PinotBroker pinot, Duration kept, InstantSource clock) {
        this.pinot = pinot;
        this.kept = kept;
        this.clock = clock;
    }

    /** The part of the time of which every call is still kept: from a full window on. */
    Optional<TimeWindow> keptOf(TimeWindow window, WindowSize size) {
        Instant oldest = clock.instant().minus(kept);
        Instant first = TimeWindow.containing(oldest, size.step()).end();
        if (!window.end().isAfter(first)) {
            return Optional.empty();
        }
        return Optional.of(new TimeWindow(window.start().isBefore(first) ? first : window.start(), window.end()));
    }

    /** How many failed (status 400 and above), per window; windows without errors are not among them. */
    Map<Instant, BigDecimal> errors(Whose whose, TimeWindow window, WindowSize size) {
        Map<Instant, BigDecimal> errors = new TreeMap<>();
        ResultSet found = pinot.query(TABLE, new ReceivedSql(whose, window).errors(size, WINDOWS_MAX));
        for (int row = 0; row < found.getRowCount(); row++) {
            errors.put(moment(found, row), new BigDecimal(found.getString(row, 1)));
        }
        return errors;
    }

    /** Of a measure per window; of calls that lack it nothing is taken. */
    Map<Instant, Percentiles> percentiles(Measure measure, Whose whose, TimeWindow window, WindowSize size) {
        Map<Instant, Percentiles> percentiles = new TreeMap<>();
        ResultSet found = pinot.query(TABLE, new ReceivedSql(whose, window).percentiles(measure, size, WINDOWS_MAX));
        for (int row = 0; row < found.getRowCount(); row++) {
            percentiles.put(moment(found, row), percentiles(found, row, 1));
        }
        return percentiles;
    }

    /** Of a measure over the whole window; empty if no call has it. */
    Optional<Percentiles> percentiles(Measure measure, Whose whose, TimeWindow window) {
        ResultSet found = pinot.query(TABLE, new ReceivedSql(whose, window).percentiles(measure));
        return new BigDecimal(found.getString(0, 0)).signum() == 0
                ? Optional.empty()
                : Optional.of(percentiles(found, 0, 1));
    }

    /** The keys with the most calls first. */
    List<Overview.TopKey> topKeys(Whose whose, TimeWindow window, int limit) {
        List<Overview.TopKey> keys = new ArrayList<>();
        ResultSet found = pinot.query(TABLE, new ReceivedSql(whose, window).topKeys(limit));
        for (int row = 0; row < found.getRowCount(); row++) {
            keys.add(new Overview.TopKey(
                    found.getString(row, 0),
                    number(found, row, 1),
                    number(found, row, 2),
                    number(found, row, 3),
                    number(found, row, 4)));
        }
        return keys;
    }

    /** What a call may tell of its time. */
    enum Measure {
        LATENCY("latency_ms"),
        FIRST_TOKEN("time_to_first_token_ms");

        private final String column;

        Measure(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }
    }

    private static Instant moment(ResultSet found, int row) {
        return Instant.ofEpochMilli(new BigDecimal(found.getString(row, 0)).longValueExact());
    }

    private static Percentiles percentiles(ResultSet found, int row, int column) {
        return new Percentiles(
                Math.round(found.getDouble(row, column)),
                Math.round(found.getDouble(row, column + 1)),
                Math.round(found.getDouble(row, column + 2)));
    }

    /** Counts and sums come as doubles; these are whole and far below 2^53. */
    private static BigDecimal number(ResultSet found, int row, int column) {
        BigDecimal number = new BigDecimal(found.getString(row, column));
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
}
