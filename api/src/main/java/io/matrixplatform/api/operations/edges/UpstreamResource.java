package io.matrixplatform.api.operations.edges;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.inference.routes.ModelRoute;
import io.matrixplatform.api.inference.routes.ModelRoutes;
import io.matrixplatform.model.inference.BaseUrl;
import io.matrixplatform.model.inference.BaseUrl.Reach;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** How the servers are that routes lead to, as the edges see them; the operator's. */
@Path("/v1/upstreams")
@Produces(MediaType.APPLICATION_JSON)
public final class UpstreamResource {
    private final ModelRoutes routes;
    private final EdgeReports reports;
    private final InstantSource clock;

    public UpstreamResource(ModelRoutes routes, EdgeReports reports, InstantSource clock) {
        this.routes = routes;
        this.reports = reports;
        this.clock = clock;
    }

    @GET
    public View get(@Auth Caller caller) {
        caller.demandOperator();
        Instant now = clock.instant();
        SortedMap<String, SortedSet<String>> models = new TreeMap<>();
        for (ModelRoute route : routes.all()) {
            route.addresses()
                    .forEach(address -> models.computeIfAbsent(address, any -> new TreeSet<>())
                            .add(route.model()));
        }
        List<Edge> edges = reports.all();
        return new View(
                edges.stream()
                        .map(edge -> new OfEdge(edge.edge(), edge.startedAt(), edge.heardAt(), edge.isHeardAt(now)))
                        .toList(),
                models.entrySet().stream()
                        .map(each -> new Server(
                                each.getKey(),
                                List.copyOf(each.getValue()),
                                edges.stream()
                                        .filter(edge -> edge.isHeardAt(now))
                                        .flatMap(edge -> reports.server(edge, canonical(each.getKey())).stream()
                                                .map(state -> Seen.of(edge.edge(), state, now)))
                                        .toList()))
                        .toList());
    }

    /** As edges write it; the route has it as the operator did. */
    private static String canonical(String baseUrl) {
        return BaseUrl.parse(baseUrl, Reach.PRIVATE).toString();
    }

    /** @param edges that are heard of, or were within the last two days */
    public record View(List<OfEdge> edges, List<Server> upstreams) {}

    /** @param heard whether it spoke within the last ten seconds: what is not heard is known nothing of */
    public record OfEdge(String edge, Instant startedAt, Instant heardAt, boolean heard) {}

    /**
     * @param baseUrl as the routes have it
     * @param models whose routes lead there
     * @param edges as each sees it that is heard of, and knows the route already
     */
    public record Server(String baseUrl, List<String> models, List<Seen> edges) {}

    /** Whether calls go there. */
    public enum Breaker {
        /** As usual. */
        CLOSED,
        /** None, until its rest is over. */
        OPEN,
        /** The next one finds out whether it is back. */
        HALF_OPEN;

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A server as one edge sees it. */
    public record Seen(
            String edge, Breaker breaker, @JsonUnwrapped ServerState state) {
        static Seen of(String edge, ServerState state, Instant now) {
            return new Seen(edge, breaker(state, now), state);
        }

        private static Breaker breaker(ServerState state, Instant now) {
            Instant until = state.restsUntil();
            if (until == null) {
                return Breaker.CLOSED;
            }
            return now.isBefore(until) ? Breaker.OPEN : Breaker.HALF_OPEN;
        }
    }
}
