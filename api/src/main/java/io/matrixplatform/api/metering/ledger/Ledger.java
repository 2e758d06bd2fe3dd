package io.matrixplatform.api.metering.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.matrixplatform.api.platform.http.Cursor;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.api.platform.json.Texts;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.time.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The usage ledger and the late lane of the tenants: list, total. A window takes the slices that start in it. */
public final class Ledger {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LedgerDao dao;

    public Ledger(Jdbi jdbi) {
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

    /** Exact sums per meter, in order of the keys; meters without usage are not among them. */
    public List<MeterTotal> totals(TenantId tenant, @Nullable MeterKey meter, TimeWindow window) {
        SortedMap<String, MeterTotal> totals = new TreeMap<>();
        for (LaneTotal lane : dao.totals(tenant.toString(), meter, window.start(), window.end())) {
            Total sum = new Total(lane.quantity(), lane.factCount());
            MeterTotal held =
                    totals.getOrDefault(lane.meter().value(), new MeterTotal(lane.meter(), Total.ZERO, Total.ZERO));
            totals.put(
                    lane.meter().value(),
                    lane.late()
                            ? new MeterTotal(lane.meter(), held.ledger(), sum)
                            : new MeterTotal(lane.meter(), sum, held.late()));
        }
        return List.copyOf(totals.values());
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
