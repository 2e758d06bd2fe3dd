package io.matrixplatform.api.metering.certificates;

import io.matrixplatform.api.catalog.meters.Meter;
import io.matrixplatform.api.metering.ledger.Total;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.metering.Slice;
import io.matrixplatform.model.metering.proof.Leaf;
import io.matrixplatform.model.metering.proof.LeafDigest;
import io.matrixplatform.model.time.TimeWindow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** What ledger and late lane had of one tenant when they were read: a leaf for each lane, meter and slice. */
final class Books {
    static final String LEDGER = "ledger";
    static final String LATE = "late";

    /** More than a fact can be old, and than it can be early. */
    private static final Duration PAST_MAX = Duration.ofDays(37);

    private static final Duration FUTURE_MAX = Duration.ofDays(1);

    private final List<Page> pages;

    /** What stands of one meter in one lane and slice. */
    private record Page(String lane, MeterKey meter, Instant slice, Leaf leaf, Total total) {}

    private Books(List<Page> pages) {
        this.pages = List.copyOf(pages);
    }

    static Books read(Jdbi jdbi, Period period, List<Meter> meters) {
        LocalDate day = LocalDate.ofInstant(period.window().start(), ZoneOffset.UTC);
        TimeWindow around = new TimeWindow(
                period.window().start().minus(PAST_MAX), period.window().end().plus(FUTURE_MAX));
        String tenant = period.tenant().toString();
        List<Page> pages = new ArrayList<>();
        jdbi.useTransaction(transaction -> {
            BookDao dao = transaction.attach(BookDao.class);
            for (Meter meter : meters) {
                TimeWindow slices = period.slices(meter.grace());
                add(LEDGER, meter, dao.ledger(tenant, meter.key(), slices.start(), slices.end()), pages);
                add(LATE, meter, dao.late(tenant, meter.key(), around.start(), around.end(), day), pages);
            }
        });
        return new Books(pages);
    }

    private static void add(String lane, Meter meter, Stream<BookRow> rows, List<Page> pages) {
        Map<Instant, List<BookRow>> bySlice;
        try (rows) {
            bySlice = rows.collect(Collectors.groupingBy(BookRow::sliceStart, TreeMap::new, Collectors.toList()));
        }
        bySlice.forEach((slice, found) -> {
            LeafDigest digest = new LeafDigest();
            found.forEach(row -> digest.add(LeafDigest.placeOf(row.id()), row.content()));
            long start = slice.getEpochSecond();
            Leaf leaf = digest.leaf(lane, meter.key().value(), start, start + Slice.LENGTH.toSeconds() - 1);
            pages.add(new Page(lane, meter.key(), slice, leaf, total(meter, found)));
        });
    }

    private static Total total(Meter meter, List<BookRow> rows) {
        return rows.stream()
                .map(row ->
                        new Total(meter.aggregation().isAdditive() ? row.quantity() : BigDecimal.ZERO, row.factCount()))
                .reduce(Total.ZERO, Total::plus);
    }

    /** @param without slices that are left out */
    List<Leaf> leaves(Set<Instant> without) {
        return pages.stream()
                .filter(page -> !without.contains(page.slice))
                .map(Page::leaf)
                .toList();
    }

    /** What one meter comes to in one lane. */
    Total total(String lane, MeterKey meter, Set<Instant> without) {
        return pages.stream()
                .filter(page -> page.lane.equals(lane) && page.meter.equals(meter) && !without.contains(page.slice))
                .map(Page::total)
                .reduce(Total.ZERO, Total::plus);
    }
}
