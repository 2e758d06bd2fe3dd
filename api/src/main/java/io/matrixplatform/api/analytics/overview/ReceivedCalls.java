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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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

    /**
     * What the calls of one window tell.
     *
     * @param errors how many failed (status 400 and above)
     */
    record Received(BigDecimal errors, Digest latency) {}

    /** Per window; windows without calls are not among them. */
    Map<Instant, Received> latencies(Whose whose, TimeWindow window, WindowSize size) {
        Map<Instant, Received> received = new TreeMap<>();
        ResultSet found = pinot.query(TABLE, new ReceivedSql(whose, window).latencies(size, WINDOWS_MAX));
        for (int row = 0; row < found.getRowCount(); row++) {
            received.put(moment(found, row), new Received(number(found, row, 1), Digest.of(found.getString(row, 2))));
        }
        return received;
    }

    /** How many calls failed, per window; windows without calls are not among them. */
    Map<Instant, BigDecimal> errors(Whose whose, TimeWindow window, WindowSize size) {
        Map<Instant, BigDecimal> errors = new TreeMap<>();
        ResultSet found = pinot.query(TABLE, new ReceivedSql(whose, window).errors(size, WINDOWS_MAX));
        for (int row = 0; row < found.getRowCount(); row++) {
            errors.put(moment(found, row), number(found, row, 1));
        }
        return errors;
    }

    /** How long the first token took, per window; windows in which no call tells it are not among them. */
    Map<Instant, Digest> firstTokens(Whose whose, TimeWindow window, WindowSize size) {
        Map<Instant, Digest> digests = new TreeMap<>();
        ResultSet found = pinot.query(TABLE, new ReceivedSql(whose, window).firstTokens(size, WINDOWS_MAX));
        for (int row = 0; row < found.getRowCount(); row++) {
            digests.put(moment(found, row), Digest.of(found.getString(row, 1)));
        }
        return digests;
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

    /** How many calls ended with which status, in order of time and status. */
    List<StatusReport.Point> statuses(Whose whose, TimeWindow window, WindowSize size, OptionalInt only) {
        List<StatusReport.Point> points = new ArrayList<>();
        ResultSet found = pinot.query(TABLE, new ReceivedSql(whose, window).statuses(size, only, WINDOWS_MAX));
        for (int row = 0; row < found.getRowCount(); row++) {
            Instant start = moment(found, row);
            points.add(new StatusReport.Point(
                    start, start.plus(size.step()), found.getInt(row, 1), number(found, row, 2)));
        }
        points.sort(Comparator.comparing(StatusReport.Point::start).thenComparing(StatusReport.Point::status));
        return points;
    }

    /** The same by API key; those with the most calls first. */
    List<StatusReport.OfKey> statusesByKey(Whose whose, TimeWindow window, OptionalInt only, int limit) {
        List<StatusReport.OfKey> keys = new ArrayList<>();
        ResultSet found = pinot.query(TABLE, new ReceivedSql(whose, window).statusesBy("key_id", only, limit));
        for (int row = 0; row < found.getRowCount(); row++) {
            keys.add(new StatusReport.OfKey(found.getString(row, 0), found.getInt(row, 1), number(found, row, 2)));
        }
        return keys;
    }

    /** The same by model; those with the most calls first. */
    List<StatusReport.OfModel> statusesByModel(Whose whose, TimeWindow window, OptionalInt only, int limit) {
        List<StatusReport.OfModel> models = new ArrayList<>();
        ResultSet found = pinot.query(TABLE, new ReceivedSql(whose, window).statusesBy("model", only, limit));
        for (int row = 0; row < found.getRowCount(); row++) {
            models.add(new StatusReport.OfModel(found.getString(row, 0), found.getInt(row, 1), number(found, row, 2)));
        }
        return models;
    }

    private static Instant moment(ResultSet found, int row) {
        return Instant.ofEpochMilli(new BigDecimal(found.getString(row, 0)).longValueExact());
    }

    /** Counts and sums come as doubles; these are whole and far below 2^53. */
    private static BigDecimal number(ResultSet found, int row, int column) {
        BigDecimal number = new BigDecimal(found.getString(row, column));
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
}
