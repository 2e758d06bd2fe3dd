package io.matrixplatform.api.metering.ledger;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A batch of conclusions as columns, which PostgreSQL takes in one statement whatever their number: one row per id, and in
 * the order of the ids, so that two writers never wait for each other in a circle.
 */
public final class ConclusionColumns {
    private final SortedMap<String, Conclusion> rows = new TreeMap<>();

    ConclusionColumns() {}

    void add(Conclusion conclusion) {
        rows.merge(conclusion.id(), conclusion, Conclusion::newer);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    public List<String> ids() {
        return column(Conclusion::id);
    }

    public List<String> tenantIds() {
        return column(Conclusion::tenantId);
    }

    /** With nulls. */
    @SuppressWarnings("NullAway") // an array of nullable text is what the column is
    public List<String> subscriptionIds() {
        return column(Conclusion::subscriptionId);
    }

    public List<String> meterKeys() {
        return column(Conclusion::meterKey);
    }

    public List<String> dimensions() {
        return column(Conclusion::dimensions);
    }

    /** Slices start at full seconds. */
    public List<Long> sliceStartSeconds() {
        return column(row -> row.sliceStart().getEpochSecond());
    }

    public List<String> recordedOn() {
        return column(row -> String.valueOf(row.recordedOn()));
    }

    public List<String> causes() {
        return column(row -> String.valueOf(row.cause()));
    }

    public List<BigDecimal> quantities() {
        return column(Conclusion::quantity);
    }

    /** In hexadecimal digits; with nulls. */
    @SuppressWarnings("NullAway") // an array of nullable text is what the column is
    public List<String> folds() {
        return column(row -> row.fold() == null ? null : hex(row.fold()));
    }

    private static String hex(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return HexFormat.of().formatHex(copy);
    }

    public List<Long> factCounts() {
        return column(Conclusion::factCount);
    }

    public List<Long> orderNumbers() {
        return column(Conclusion::orderNumber);
    }

    /** With nulls. */
    @SuppressWarnings("NullAway") // an array of nullable text is what the column is
    public List<String> backfillIds() {
        return column(Conclusion::backfillId);
    }

    private <T> List<T> column(Function<Conclusion, T> component) {
        Collection<Conclusion> values = rows.values();
        List<T> column = new java.util.ArrayList<>(values.size());
        values.forEach(row -> column.add(component.apply(row)));
        return column;
    }
}
