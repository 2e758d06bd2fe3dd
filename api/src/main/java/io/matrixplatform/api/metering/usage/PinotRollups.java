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

    private final PinotBroker pinot;

    public PinotRollups(PinotBroker pinot) {
        this.pinot = pinot;
    }

    @Override
    public List<Sum> sum(Sums sums, int rowsMax) {
        ResultSet found = pinot.query(TABLE, new SumsSql(sums).text(rowsMax));
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
        BigDecimal quantity = new BigDecimal(found.getString(row, column++));
        long facts = new BigDecimal(found.getString(row, column)).longValueExact();
        return new Sum(start, tenant, meter, dimensions, quantity, facts);
    }
}
