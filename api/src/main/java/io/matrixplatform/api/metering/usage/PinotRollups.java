package io.matrixplatform.api.metering.usage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.matrixplatform.model.metering.MeterKey;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pinot.client.ResultSet;
import org.jspecify.annotations.Nullable;

/** The rollups in Pinot. Thread-safe. */
public final class PinotRollups implements Rollups {
    private static final String TABLE = "usage_rollup";

    /** Below it every whole number is a double; a larger sum is never rounded to less. */
    private static final double EXACT_BELOW = 0x1p53;

    private static final int TEXTS_MAX = 20_000;

    private static final ObjectReader DIMENSIONS = new ObjectMapper().readerForMapOf(String.class);

    private final PinotBroker pinot;

    public PinotRollups(PinotBroker pinot) {
        this.pinot = pinot;
    }

    @Override
    public List<Sum> sum(Sums sums, int rowsMax) {
        return sums.groupBy().isEmpty()
                ? byValues(sums, rowsMax)
                : byTexts(sums, rowsMax).orElseGet(() -> byValues(sums, rowsMax));
    }

    private List<Sum> byValues(Sums sums, int rowsMax) {
        SumsSql sql = SumsSql.byValues(sums);
        ResultSet found = pinot.query(TABLE, sql.whole(rowsMax));
        return rows(sums, sums.groupBy().size(), isExact(found) ? found : pinot.query(TABLE, sql.exact(rowsMax)));
    }

    /**
     * Takes the values of dimensions from each text once; Pinot would do so in each row, at more cost than all else.
     *
     * @return empty where there are too many texts
     */
    private Optional<List<Sum>> byTexts(Sums sums, int rowsMax) {
        SumsSql sql = SumsSql.byTexts(sums);
        return pinot.queryFewGroups(TABLE, sql.whole(TEXTS_MAX))
                .filter(found -> found.getRowCount() < TEXTS_MAX)
                .map(found -> isExact(found) ? found : pinot.query(TABLE, sql.exact(TEXTS_MAX)))
                .filter(found -> found.getRowCount() < TEXTS_MAX)
                .map(found -> Sum.merged(rows(sums, 1, found).stream()
                                .map(sum -> sum.of(values(sums, sum.dimensions().get(0)))))
                        .stream()
                        .limit(rowsMax)
                        .toList());
    }

    private static List<String> values(Sums sums, String dimensions) {
        try {
            Map<String, String> values = DIMENSIONS.readValue(dimensions);
            return sums.groupBy().stream()
                    .map(name -> values.getOrDefault(name, ""))
                    .toList();
        } catch (JsonProcessingException garbled) {
            throw new UncheckedIOException("a rollup has dimensions that are no JSON", garbled);
        }
    }

    /** Where nothing below zero was added, no sum on the way was larger than the last. What is not whole stands as the smallest long. */
    private static boolean isExact(ResultSet found) {
        for (int row = 0; row < found.getRowCount(); row++) {
            double smallest = found.getDouble(row, found.getColumnCount() - 1);
            double sum = found.getDouble(row, found.getColumnCount() - 3);
            if (smallest < 0 || sum >= EXACT_BELOW) {
                return false;
            }
        }
        return true;
    }

    private static List<Sum> rows(Sums sums, int dimensions, ResultSet found) {
        List<Sum> rows = new ArrayList<>(found.getRowCount());
        for (int row = 0; row < found.getRowCount(); row++) {
            Sum read = read(sums, dimensions, found, row);
            // Without groups there is one row also where nothing was used.
            if (read.factCount() > 0) {
                rows.add(read);
            }
        }
        return rows;
    }

    @Override
    public List<FoldedMinute> folds(Sums sums, int rowsMax) {
        ResultSet found = pinot.query(TABLE, SumsSql.byValues(sums).folds(rowsMax));
        List<FoldedMinute> rows = new ArrayList<>(found.getRowCount());
        for (int row = 0; row < found.getRowCount(); row++) {
            int column = 0;
            Instant start = Instant.ofEpochMilli(new BigDecimal(found.getString(row, column++)).longValueExact());
            List<String> dimensions = new ArrayList<>();
            for (int i = 0; i < sums.groupBy().size(); i++) {
                dimensions.add(found.getString(row, column++));
            }
            byte[] fold = HexFormat.of().parseHex(found.getString(row, column++));
            long facts = new BigDecimal(found.getString(row, column)).longValueExact();
            rows.add(new FoldedMinute(start, dimensions, fold, facts));
        }
        return rows;
    }

    private static Sum read(Sums sums, int dimensions, ResultSet found, int row) {
        int column = 0;
        Instant start = sums.window().start();
        if (sums.size() != WindowSize.TOTAL) {
            start = Instant.ofEpochMilli(new BigDecimal(found.getString(row, column++)).longValueExact());
        }
        @Nullable String tenant = sums.byTenant() ? found.getString(row, column++) : null;
        MeterKey meter =
                sums.meters().size() == 1 ? sums.meters().get(0) : new MeterKey(found.getString(row, column++));
        List<String> values = new ArrayList<>();
        for (int i = 0; i < dimensions; i++) {
            values.add(found.getString(row, column++));
        }
        BigDecimal quantity = plain(new BigDecimal(found.getString(row, column++)));
        long facts = new BigDecimal(found.getString(row, column)).longValueExact();
        return new Sum(start, tenant, meter, values, quantity, facts);
    }

    /** Doubles come as {@code 12.0} or {@code 1.2E7}. */
    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
