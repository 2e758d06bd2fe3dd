package io.matrixplatform.api.metering.backfill;

import io.matrixplatform.api.catalog.meters.Meter;
import io.matrixplatform.api.metering.ledger.Booked;
import io.matrixplatform.api.metering.ledger.BookedSlice;
import io.matrixplatform.api.metering.ledger.Total;
import io.matrixplatform.model.ids.BackfillId;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.Quantity;
import io.matrixplatform.model.metering.Slice;
import io.matrixplatform.model.metering.folds.Folding;
import io.matrixplatform.model.time.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Makes the difference out of what was counted, a slice at a time. Made again from the beginning when it was interrupted. */
final class ConcludeDifference {
    private static final Duration DAY = Duration.ofDays(1);

    private final WorkDao dao;
    private final Booked booked;
    private final InstantSource clock;

    ConcludeDifference(Jdbi jdbi, InstantSource clock) {
        this.dao = jdbi.onDemand(WorkDao.class);
        this.booked = new Booked(jdbi);
        this.clock = clock;
    }

    void conclude(Backfill backfill, Meter meter) {
        dao.forgetEntries(backfill.id());
        Folding folding = meter.rule().folding();
        RangeTotal before = new RangeTotal(folding);
        RangeTotal after = new RangeTotal(folding);
        Names names = new Names(backfill, meter);
        long places = 0;
        for (Instant start : starts(backfill)) {
            if (!dao.isCounting(backfill.id())) {
                return;
            }
            SliceDifference slice = slice(backfill, start, folding, names.on(start));
            List<Entry> entries = new ArrayList<>();
            for (Entry entry : slice.entries()) {
                entries.add(checked(entry).at(++places));
            }
            dao.insertEntries(backfill.id(), entries);
            before.add(start, slice.before());
            after.add(start, slice.after());
        }
        finish(backfill, places, before.over(untilNow(backfill.window())), after.over(untilNow(backfill.window())));
    }

    private void finish(Backfill backfill, long entries, Total before, Total after) {
        dao.ready(
                backfill.id(),
                clock.instant(),
                entries,
                before.quantity(),
                after.quantity(),
                before.factCount(),
                after.factCount());
        dao.forgetAllCounts(backfill.id());
    }

    private SortedSet<Instant> starts(Backfill backfill) {
        TenantId tenant = backfill.tenantId();
        SortedSet<Instant> starts =
                new TreeSet<>(dao.slices(backfill.id(), tenant, backfill.meter(), backfill.from(), backfill.to()));
        starts.addAll(booked.starts(tenant, backfill.meter(), backfill.window()));
        return starts;
    }

    private SliceDifference slice(Backfill backfill, Instant start, @Nullable Folding folding, GroupNames names) {
        SliceDifference slice = new SliceDifference(start, folding);
        Instant end = start.plus(Slice.LENGTH);
        for (BookedSlice row : booked.slice(backfill.tenantId(), backfill.meter(), start)) {
            slice.addMetered(
                    new Series(row.subscriptionId(), row.dimensions()),
                    Amount.of(row.quantity(), row.fold(), row.factCount()));
        }
        for (CountedMinute row : dao.counts(backfill.id(), start, end)) {
            slice.addCounted(names.name(row.series()).at(row.minuteStart()), row.amount());
        }
        Optional<BackfillId> prior = dao.prior(backfill.tenantId(), backfill.meter(), start);
        prior.ifPresent(id -> dao.entriesAt(id, start, end).forEach(entry -> slice.addPrior(id, entry)));
        return slice;
    }

    /** Sets of dimensions are told apart by the day. */
    private final class Names {
        private final Backfill backfill;
        private final Meter meter;
        private @Nullable TimeWindow day;
        private @Nullable GroupNames names;

        Names(Backfill backfill, Meter meter) {
            this.backfill = backfill;
            this.meter = meter;
        }

        GroupNames on(Instant start) {
            GroupNames known = names;
            if (known != null && day != null && day.contains(start)) {
                return known;
            }
            TimeWindow wanted = TimeWindow.containing(start, DAY);
            GroupNames found = GroupNames.of(
                    meter,
                    booked.dimensions(backfill.tenantId(), backfill.meter(), wanted),
                    dao.groups(backfill.id(), wanted.start(), wanted.end()));
            day = wanted;
            names = found;
            return found;
        }
    }

    /** A level is not known to hold in the future. */
    private TimeWindow untilNow(TimeWindow window) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return now.isAfter(window.start()) && now.isBefore(window.end()) ? new TimeWindow(window.start(), now) : window;
    }

    private static Entry checked(Entry entry) {
        try {
            new Quantity(entry.quantity());
            return entry;
        } catch (IllegalArgumentException tooLarge) {
            throw new FailedException("what comes together from " + entry.start() + " on is no quantity any more: "
                    + tooLarge.getMessage());
        }
    }
}
