package io.matrixplatform.api.platform.requests;

import io.matrixplatform.model.ids.TimeOrderedUuids;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Gives each request an id, answers it in {@code X-Request-Id}, and puts it beside every log line of the request. */
@PreMatching
@Priority(0)
public final class RequestIds implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String PROPERTY = "matrix.request-id";
    private static final String LOG_KEY = "requestId";

    private final TimeOrderedUuids uuids;

    public RequestIds(TimeOrderedUuids uuids) {
        this.uuids = uuids;
    }

    /** Null before the filter ran. */
    public static @Nullable String of(ContainerRequestContext request) {
        return (String) request.getProperty(PROPERTY);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var uuid = uuids.next();
        HexFormat hex = HexFormat.of();
        String id = "req_" + hex.toHexDigits(uuid.getMostSignificantBits())
                + hex.toHexDigits(uuid.getLeastSignificantBits());
        request.setProperty(PROPERTY, id);
        MDC.put(LOG_KEY, id);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        String id = of(request);
        if (id != null) {
            response.getHeaders().putSingle("X-Request-Id", id);
        }
        MDC.remove(LOG_KEY);
    }
}
