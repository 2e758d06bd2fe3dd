package io.matrixplatform.api.metering.ledger;

import static io.matrixplatform.api.platform.problems.ProblemType.USAGE_TOO_LARGE;
import static java.util.Comparator.comparing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.matrixplatform.api.platform.http.Cursor;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.api.platform.json.Texts;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.ids.SubscriptionId;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.metering.folds.Folding;
import io.matrixplatform.model.time.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The usage ledger and the late lane of the tenants: list, total. A window takes the slices that start in it. */
public final class Ledger {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How far back a level is looked for that holds at the start of a time. */
    private static final Duration LEVELS_HOLD = Duration.ofDays(366);

    /** What one answer may read. */
    private static final int FOLDS_MAX = 200_000;

    private final Jdbi jdbi;
    private final LedgerDao dao;
    private final InstantSource clock;

    public Ledger(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
        dao = jdbi.onDemand(LedgerDao.class);
    }

    /** @param meter null for all */
    Page<LedgerEntry> entries(TenantId tenant, @Nullable MeterKey meter, TimeWindow window, PageRequest request) {
        Position after = request.after(2, Position::of).orElse(Position.FIRST);
        List<LedgerEntry> rows = dao.ledger(
                tenant.toString(),
                meter,
                window.start(),
                window.end(),
                after.start(),
                after.id(),
                request.rowsToRead());
        return Page.of(rows, request, last -> new Position(last.sliceStart(), last.sliceId()).toCursor());
    }

    /** @param meter null for all */
    Page<LateEntry> late(TenantId tenant, @Nullable MeterKey meter, TimeWindow window, PageRequest request) {
        Position after = request.after(2, Position::of).orElse(Position.FIRST);
        List<LateEntry> rows = dao.late(
                tenant.toString(),
                meter,
                window.start(),
                window.end(),
                after.start(),
                after.id(),
                request.rowsToRead());
        return Page.of(rows, request, last -> new Position(last.sliceStart(), last.lateUsageId()).toCursor());
    }

    /**
     * Late usage of one subscription by meter, cause, and whether it was recorded from a day on, in that order.
     *
     * @param subscription null for usage without one
     * @param meter null for all
     * @param closedOn UTC day
     * @throws ProblemException {@code USAGE_TOO_LARGE} when there are more folds than one answer may read
     */
    public List<LateTotal> lateTotals(
            TenantId tenant,
            @Nullable SubscriptionId subscription,
            @Nullable MeterKey meter,
            TimeWindow window,
            LocalDate closedOn) {
        @Nullable String stamped = subscription == null ? null : subscription.toString();
        List<LateTotal> totals = new ArrayList<>(
                dao.lateTotals(tenant.toString(), stamped, meter, window.start(), window.end(), closedOn));
        List<LateFold> folds =
                dao.lateFolds(tenant.toString(), stamped, meter, window.start(), window.end(), closedOn, FOLDS_MAX + 1);
        if (folds.size() > FOLDS_MAX) {
            throw tooMany();
        }
        totals.addAll(LateFold.totals(folds, until(clock.instant(), window)));
        totals.sort(comparing((LateTotal total) -> total.meter().value())
                .thenComparing(LateTotal::cause)
                .thenComparing(LateTotal::afterClose));
        return totals;
    }

    /** What each meter comes to, in order of the keys; meters without usage are not among them. */
    public List<MeterTotal> totals(TenantId tenant, @Nullable MeterKey meter, TimeWindow window) {
        return totals(tenant, meter, window, clock.instant());
    }

    /** The same where levels hold until then at most. */
    public List<MeterTotal> totals(TenantId tenant, @Nullable MeterKey meter, TimeWindow window, Instant now) {
        SortedMap<String, MeterTotal> totals = new TreeMap<>();
        for (LaneTotal lane : dao.totals(tenant.toString(), meter, window.start(), window.end())) {
            Total sum = new Total(lane.quantity(), lane.factCount());
            MeterTotal held = totals.getOrDefault(lane.meter().value(), MeterTotal.none(lane.meter()));
            totals.put(
                    lane.meter().value(),
                    lane.late()
                            ? MeterTotal.sum(lane.meter(), held.ledger(), sum)
                            : MeterTotal.sum(lane.meter(), sum, held.late()));
        }
        TimeWindow past = until(now, window);
        folded(tenant, meter, window).forEach((key, total) -> totals.put(key.value(), total.total(key, past)));
        return List.copyOf(totals.values());
    }

    private Map<MeterKey, FoldedTotals> folded(TenantId tenant, @Nullable MeterKey meter, TimeWindow window) {
        Map<MeterKey, FoldedTotals> folded = new HashMap<>();
        FoldCut cut = new FoldCut(tenant, meter, window, List.of(), Map.of());
        lastLevels(cut)
                .forEach(row -> folded.computeIfAbsent(row.meter(), any -> new FoldedTotals())
                        .addAround(row));
        readFolds(
                cut,
                row -> folded.computeIfAbsent(row.meter(), any -> new FoldedTotals())
                        .add(row));
        readSamplesAfter(
                cut,
                row -> folded.computeIfAbsent(row.meter(), any -> new FoldedTotals())
                        .addAround(row));
        return folded;
    }

    /** A level is not known to hold in the future. */
    public static TimeWindow until(Instant moment, TimeWindow window) {
        Instant now = moment.truncatedTo(ChronoUnit.SECONDS);
        return now.isAfter(window.start()) && now.isBefore(window.end()) ? new TimeWindow(window.start(), now) : window;
    }

    /**
     * Which folds are wanted.
     *
     * @param meter null for all that fold
     * @param window at full quarter hours
     */
    public record FoldCut(
            TenantId tenant,
            @Nullable MeterKey meter,
            TimeWindow window,
            List<String> groupBy,
            Map<String, Set<String>> filter) {}

    /**
     * Gives every fold of both lanes, in order of time.
     *
     * @throws ProblemException {@code USAGE_TOO_LARGE} when there are more than one answer may read
     */
    public void readFolds(FoldCut cut, Consumer<FoldRow> sink) {
        jdbi.useTransaction(transaction -> {
            try (Stream<FoldRow> rows = transaction
                    .attach(LedgerDao.class)
                    .folds(
                            cut.tenant().toString(),
                            cut.meter(),
                            cut.window().start(),
                            cut.window().end(),
                            cut.groupBy(),
                            filterJson(cut.filter()),
                            FOLDS_MAX + 1)) {
                int read = 0;
                for (FoldRow row : (Iterable<FoldRow>) rows::iterator) {
                    if (++read > FOLDS_MAX) {
                        throw tooMany();
                    }
                    sink.accept(row);
                }
            }
        });
    }

    /** Gives the samples after the window that tell what there was up to its end. */
    public void readSamplesAfter(FoldCut cut, Consumer<FoldRow> sink) {
        Instant end = cut.window().end();
        if (clock.instant().isBefore(end)) {
            return;
        }
        TimeWindow after = new TimeWindow(end, end.plus(Folding.HOLD_MAX));
        readFolds(new FoldCut(cut.tenant(), cut.meter(), after, cut.groupBy(), cut.filter()), row -> {
            if (row.isSampled()) {
                sink.accept(row);
            }
        });
    }

    /** Of each series of levels and samples the last folds before the window: what holds at its start. */
    public List<FoldRow> lastLevels(FoldCut cut) {
        List<FoldRow> rows = dao.lastLevels(
                cut.tenant().toString(),
                cut.meter(),
                cut.window().start().minus(LEVELS_HOLD),
                cut.window().start(),
                cut.groupBy(),
                filterJson(cut.filter()),
                FOLDS_MAX / 10 + 1);
        if (rows.size() > FOLDS_MAX / 10) {
            throw tooMany();
        }
        return rows;
    }

    private static ProblemException tooMany() {
        return new ProblemException(USAGE_TOO_LARGE, "too many slices: ask for less time, or filter");
    }

    /**
     * Which sums are wanted of both lanes together.
     *
     * @param tenant null for all, which is the operator's
     * @param window at full quarter hours
     * @param step length of the windows to sum by, counted from the epoch unless it is the whole window
     * @param groupBy names of dimensions
     * @param filter per dimension the values of which one must match
     */
    public record Cut(
            @Nullable TenantId tenant,
            List<MeterKey> meters,
            TimeWindow window,
            Duration step,
            boolean byTenant,
            List<String> groupBy,
            Map<String, Set<String>> filter) {}

    /** In order of windows, tenants, meters, dimensions; at most {@code limit}. */
    public List<LedgerSum> sums(Cut cut, int limit) {
        boolean isWhole = cut.step().equals(cut.window().length());
        return dao.sums(
                cut.tenant() == null ? null : cut.tenant().toString(),
                cut.meters().stream().map(MeterKey::value).toList(),
                cut.window().start(),
                cut.window().end(),
                cut.step().toSeconds(),
                isWhole ? cut.window().start() : Instant.EPOCH,
                cut.byTenant(),
                cut.groupBy(),
                filterJson(cut.filter()),
                limit);
    }

    private static String filterJson(Map<String, Set<String>> filter) {
        try {
            return JSON.writeValueAsString(filter);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("text is always JSON", impossible);
        }
    }

    /** A place in the order of both lists. */
    private record Position(Instant start, String id) {
        static final Position FIRST = new Position(Instant.EPOCH, "");

        static Position of(Cursor cursor) {
            return new Position(Texts.time(cursor.key().get(0)), cursor.key().get(1));
        }

        Cursor toCursor() {
            return Cursor.of(start.toString(), id);
        }
    }
}
