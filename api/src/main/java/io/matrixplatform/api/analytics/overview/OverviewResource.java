package io.matrixplatform.api.analytics.overview;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.callers.Scope;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.metering.usage.Sums.Whose;
import io.matrixplatform.api.metering.usage.WindowSize;
import io.matrixplatform.api.platform.http.TimeRange;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.ids.TenantId;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The overview over HTTP: of a tenant, or, for the operator who names none, of all of them. */
@Path("/v1/analytics/overview")
@Produces(MediaType.APPLICATION_JSON)
public final class OverviewResource {
    private static final List<WindowSize> SIZES = List.of(WindowSize.MINUTE, WindowSize.HOUR, WindowSize.DAY);

    private final Overviews overviews;
    private final Tenants tenants;

    public OverviewResource(Overviews overviews, Tenants tenants) {
        this.overviews = overviews;
        this.tenants = tenants;
    }

    @GET
    public Overview get(
            @Auth Caller caller,
            @QueryParam("tenant") @Nullable TenantId named,
            @BeanParam TimeRange range,
            @QueryParam("window") @Nullable String window,
            @QueryParam("compare") @Nullable String compare) {
        Whose whose = whose(tenants, caller, named);
        WindowSize size = size(window, range);
        if (compare != null && !compare.equals("previous")) {
            throw ProblemException.invalidParameter("compare", "only previous can be compared with");
        }
        return overviews.ask(new OverviewQuery(
                whose, range.window(size.step(), size.stepName(), size.longestSpan()), size, compare != null));
    }

    /** Of all tenants for the operator who names none. */
    static Whose whose(Tenants tenants, Caller caller, @Nullable TenantId named) {
        return caller instanceof Caller.Operator && named == null
                ? Whose.ALL
                : Whose.of(tenants.acting(caller, Scope.USAGE_READ, named));
    }

    /** What so much time is drawn with, if nothing is said. */
    static WindowSize size(@Nullable String text, TimeRange range) {
        return text == null ? OverviewQuery.sizeFor(range.window().length()) : size(text);
    }

    private static WindowSize size(String text) {
        return Arrays.stream(WindowSize.values())
                .filter(size -> SIZES.contains(size) && size.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalidParameter("window", "one of minute, hour, day"));
    }
}
