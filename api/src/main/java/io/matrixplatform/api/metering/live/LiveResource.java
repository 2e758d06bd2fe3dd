package io.matrixplatform.api.metering.live;

import static io.matrixplatform.api.platform.problems.ProblemType.MALFORMED_REQUEST;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.platform.http.Answers;
import io.matrixplatform.api.platform.problems.InvalidFields;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.MeterKey;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Live usage over HTTP; a tenant's routes. */
@Path("/v1/usage")
public final class LiveResource {
    private static final int METERS_MAX = 100;

    private final Viewers viewers;
    private final Gate gate;
    private final InstantSource clock;

    /** Who may watch what. */
    interface Gate {
        /** The tenant whose usage the caller may see, as every tenant's route finds it. */
        TenantId acting(Caller caller, @Nullable TenantId named);

        /** @throws ProblemException {@code METER_NOT_FOUND} if the tenant has no such meter */
        void demandMeter(TenantId tenant, MeterKey meter);

        /** What of it can be asked again later. */
        Viewer.Permission permission(Caller caller, TenantId tenant, HttpServletRequest request);
    }

    LiveResource(Viewers viewers, Gate gate, InstantSource clock) {
        this.viewers = viewers;
        this.gate = gate;
        this.clock = clock;
    }

    /** @param exchange never resumed: once everything is checked, the answer is written without a thread that waits */
    @GET
    @Path("/stream")
    @Produces("text/event-stream")
    public void stream(
            @Auth Caller caller,
            @QueryParam("tenant") @Nullable TenantId named,
            @QueryParam("meters") @Nullable String keys,
            @Context HttpServletRequest request,
            @Suspended AsyncResponse exchange)
            throws IOException {
        Viewer viewer = viewer(
                caller,
                gate.acting(caller, named),
                keys,
                request,
                joining -> new EventStream(joining, request.getAsyncContext(), () -> viewers.leave(joining)));
        ((EventStream) viewer.channel()).open();
        viewers.join(viewer);
    }

    /** A page of another site cannot watch with a visitor's cookie: what it sends as its origin is not this host. */
    @GET
    @Path("/socket")
    @Answers(value = Void.class, status = 101)
    public void socket(
            @Auth Caller caller,
            @QueryParam("tenant") @Nullable TenantId named,
            @QueryParam("meters") @Nullable String keys,
            @Context HttpServletRequest request,
            @Context HttpServletResponse response,
            @Context ServletContext server)
            throws IOException {
        TenantId tenant = gate.acting(caller, named);
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            throw new ProblemException(MALFORMED_REQUEST, "a WebSocket handshake is required");
        }
        Viewer viewer = viewer(caller, tenant, keys, request, UsageSocket.channels(viewers::join, viewers::leave));
        ServerContainer sockets = (ServerContainer) server.getAttribute(ServerContainer.class.getName());
        ServerEndpointConfig endpoint = ServerEndpointConfig.Builder.create(UsageSocket.class, "/v1/usage/socket")
                .configurator(new SocketHandshake((UsageSocket) viewer.channel(), request.getHeader("Host")))
                .build();
        try {
            sockets.upgradeHttpToWebSocket(request, response, endpoint, Map.of());
        } catch (DeploymentException refused) {
            throw new ProblemException(MALFORMED_REQUEST, "the WebSocket handshake was refused", refused);
        }
    }

    private Viewer viewer(
            Caller caller,
            TenantId tenant,
            @Nullable String keys,
            HttpServletRequest request,
            Function<Viewer, Viewer.Channel> channels) {
        Set<String> watched = watched(tenant, keys);
        viewers.refuseUnlessRoom(tenant.toString());
        return new Viewer(
                tenant.toString(), watched, gate.permission(caller, tenant, request), clock.instant(), channels);
    }

    /** @return keys of meters that the tenant has; empty for all */
    private Set<String> watched(TenantId tenant, @Nullable String keys) {
        if (keys == null) {
            return Set.of();
        }
        Set<String> names = Arrays.stream(keys.split(",", -1))
                .map(String::strip)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        new InvalidFields()
                .parameter(names.size() <= METERS_MAX, "meters", "at most " + METERS_MAX)
                .refuse();
        names.forEach(name -> gate.demandMeter(tenant, key(name)));
        return names;
    }

    private static MeterKey key(String name) {
        try {
            return new MeterKey(name);
        } catch (IllegalArgumentException objection) {
            throw ProblemException.invalidParameter("meters", String.valueOf(objection.getMessage()));
        }
    }
}
