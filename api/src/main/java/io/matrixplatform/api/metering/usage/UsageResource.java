package io.matrixplatform.api.metering.usage;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.callers.Scope;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.catalog.meters.Meter;
import io.matrixplatform.api.catalog.meters.Meters;
import io.matrixplatform.api.platform.http.Cursor;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.api.platform.http.Required;
import io.matrixplatform.api.platform.http.TimeRange;
import io.matrixplatform.api.platform.json.Texts;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.time.TimeWindow;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Usage over HTTP; a tenant's route. */
@Path("/v1/usage")
@Produces(MediaType.APPLICATION_JSON)
public final class UsageResource {
    private static final Duration GAPS_STEP = Duration.ofMinutes(1);
    private static final Duration GAPS_LONGEST = Duration.ofDays(31);
    private static final Comparator<UsageGap> IN_ORDER = Comparator.comparing(Position::of);

    private final UsageQueries usage;
    private final Meters meters;
    private final Tenants tenants;

    public UsageResource(UsageQueries usage, Meters meters, Tenants tenants) {
        this.usage = usage;
        this.meters = meters;
        this.tenants = tenants;
    }

    @GET
    public UsageReport get(
            @Auth Caller caller,
            @QueryParam("tenant") @Nullable TenantId named,
            @Required @QueryParam("meter") @Nullable MeterKey key,
            @BeanParam TimeRange range,
            @QueryParam("window") @DefaultValue("total") String window,
            @QueryParam("group_by") @Nullable String groupBy,
            @QueryParam("filter") List<String> filter) {
        TenantId tenant = tenants.acting(caller, Scope.USAGE_READ, named);
        if (key == null) {
            throw ProblemException.invalidParameter("meter", "is required");
        }
        Meter meter = meters.get(tenant, key);
        WindowSize size = size(window);
        return usage.ask(new UsageQuery(
                tenant,
                meter,
                range.window(size.step(), size.stepName(), size.longestSpan()),
                size,
                UsageQuery.readGroupBy(meter, groupBy),
                UsageQuery.readFilter(meter, filter)));
    }

    /** Of a meter over samples; in order of time. */
    @GET
    @Path("/gaps")
    public Page<UsageGap> gaps(
            @Auth Caller caller,
            @QueryParam("tenant") @Nullable TenantId named,
            @Required @QueryParam("meter") @Nullable MeterKey key,
            @BeanParam TimeRange range,
            @BeanParam PageRequest page) {
        TenantId tenant = tenants.acting(caller, Scope.USAGE_READ, named);
        if (key == null) {
            throw ProblemException.invalidParameter("meter", "is required");
        }
        Meter meter = meters.get(tenant, key);
        if (!meter.isSampled()) {
            throw ProblemException.invalidParameter("meter", "is not over samples, which alone have gaps");
        }
        TimeWindow window = range.window(GAPS_STEP, "minute", GAPS_LONGEST);
        Position after = page.after(3, Position::of).orElse(Position.FIRST);
        List<UsageGap> rows =
                usage.gaps(new UsageQuery(tenant, meter, window, WindowSize.TOTAL, List.of(), Map.of())).stream()
                        .map(UsageGap::of)
                        .filter(gap -> Position.of(gap).compareTo(after) > 0)
                        .sorted(IN_ORDER)
                        .limit(page.rowsToRead())
                        .toList();
        return Page.of(rows, page, last -> Position.of(last).toCursor());
    }

    /** A place in the order of gaps. */
    private record Position(Instant from, String instance, String metric) implements Comparable<Position> {
        private static final Position FIRST = new Position(Instant.MIN, "", "");
        private static final Comparator<Position> ORDER = Comparator.comparing(Position::from)
                .thenComparing(Position::instance)
                .thenComparing(Position::metric);

        static Position of(UsageGap gap) {
            return new Position(gap.from(), gap.instanceId(), gap.metric());
        }

        static Position of(Cursor cursor) {
            List<String> key = cursor.key();
            return new Position(Texts.time(key.get(0)), key.get(1), key.get(2));
        }

        Cursor toCursor() {
            return Cursor.of(from.toString(), instance, metric);
        }

        @Override
        public int compareTo(Position other) {
            return ORDER.compare(this, other);
        }
    }

    private static WindowSize size(String window) {
        try {
            return WindowSize.parse(window);
        } catch (IllegalArgumentException unknown) {
            throw ProblemException.invalidParameter("window", String.valueOf(unknown.getMessage()));
        }
    }
}
