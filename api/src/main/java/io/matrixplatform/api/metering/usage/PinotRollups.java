package io.matrixplatform.api.metering.usage;

import io.matrixplatform.model.metering.MeterKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.pinot.client.ResultSet;
import org.jspecify.annotations.Nullable;

/** The rollups in Pinot. Thread-safe. */
public final class PinotRollups implements Rollups {
    private static final String TABLE = "usage_rollup";

    /** Below it every whole number is a double; a larger sum is never rounded to less. */
    private static final double EXACT_BELOW = 0x1p53;

    private final PinotBroker pinot;

    public PinotRollups(PinotBroker pinot) {
        this.pinot = pinot;
    }

    /** Nearly always all quantities are whole: only where a sum of them might not be exact they are added as decimals. */
    @Override
    public List<Sum> sum(Sums sums, int rowsMax) {
        ResultSet found = pinot.query(TABLE, new SumsSql(sums).whole(rowsMax));
        return isExact(found) ? rows(sums, found) : rows(sums, pinot.query(TABLE, new SumsSql(sums).exact(rowsMax)));
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

    private static List<Sum> rows(Sums sums, ResultSet found) {
        List<Sum> rows = new ArrayList<>(found.getRowCount());
        for (int row = 0; row < found.getRowCount(); row++) {
            Sum read = read(sums, found, row);
            // Without groups there is one row also where nothing was used.
            if (read.factCount() > 0) {
                rows.add(read);
            }
        }
        return rows;
    }

    @Override
    public List<FoldedMinute> folds(Sums sums, int rowsMax) {
        ResultSet found = pinot.query(TABLE, new SumsSql(sums).folds(rowsMax));
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

    private static Sum read(Sums sums, ResultSet found, int row) {
        int column = 0;
        Instant start = sums.window().start();
        if (sums.size() != WindowSize.TOTAL) {
            start = Instant.ofEpochMilli(new BigDecimal(found.getString(row, column++)).longValueExact());
        }
        @Nullable String tenant = sums.byTenant() ? found.getString(row, column++) : null;
        MeterKey meter =
                sums.meters().size() == 1 ? sums.meters().get(0) : new MeterKey(found.getString(row, column++));
        List<String> dimensions = new ArrayList<>();
        for (int i = 0; i < sums.groupBy().size(); i++) {
            dimensions.add(found.getString(row, column++));
        }
        BigDecimal quantity = plain(new BigDecimal(found.getString(row, column++)));
        long facts = new BigDecimal(found.getString(row, column)).longValueExact();
        return new Sum(start, tenant, meter, dimensions, quantity, facts);
    }

    /** Doubles come as {@code 12.0} or {@code 1.2E7}. */
    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
