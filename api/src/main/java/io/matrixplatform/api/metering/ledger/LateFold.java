package io.matrixplatform.api.metering.ledger;

import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.time.TimeWindow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one row of the late lane was made of, of a meter that folds. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LateFold(
        MeterKey meter,
        String cause,
        boolean afterClose,
        String series,
        Instant start,
        byte[] fold,
        long factCount,
        LocalDate recordedOn) {
    private record Group(MeterKey meter, String cause, boolean afterClose) {}

    /** Merges folds, since quantities of these do not add up. */
    static List<LateTotal> totals(List<LateFold> rows, TimeWindow window) {
        Map<Group, List<LateFold>> groups = new LinkedHashMap<>();
        rows.forEach(
                row -> groups.computeIfAbsent(new Group(row.meter, row.cause, row.afterClose), any -> new ArrayList<>())
                        .add(row));
        List<LateTotal> totals = new ArrayList<>();
        groups.forEach((group, folds) -> totals.add(total(group, folds, window)));
        return totals;
    }

    private static LateTotal total(Group group, List<LateFold> rows, TimeWindow window) {
        FoldedTotals folded = new FoldedTotals();
        LocalDate first = rows.get(0).recordedOn;
        LocalDate last = first;
        for (LateFold row : rows) {
            folded.add(new FoldRow(row.meter, true, row.series, List.of(), row.start, row.fold, row.factCount));
            first = row.recordedOn.isBefore(first) ? row.recordedOn : first;
            last = row.recordedOn.isAfter(last) ? row.recordedOn : last;
        }
        Total late = folded.total(group.meter, window).late();
        return new LateTotal(
                group.meter, group.cause, group.afterClose, late.quantity(), late.factCount(), first, last);
    }
}
