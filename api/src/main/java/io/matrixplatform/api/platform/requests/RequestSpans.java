package io.matrixplatform.api.platform.requests;

import io.matrixplatform.tracing.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.uri.UriTemplate;

/** A span for each request to a resource, up to the head of its answer; goes on with the trace of a caller who has one. */
@Priority(1)
public final class RequestSpans implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String PROPERTY = "matrix.request-span";
    private static final int SERVER_ERROR = 500;

    private final Tracing tracing;

    public RequestSpans(Tracing tracing) {
        this.tracing = tracing;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String route = route(request);
        Span span = tracing.tracer()
                .spanBuilder(request.getMethod() + " " + route)
                .setSpanKind(SpanKind.SERVER)
                .setParent(Tracing.continued(request::getHeaderString))
                .startSpan();
        span.setAttribute("http.request.method", request.getMethod())
                .setAttribute("http.route", route)
                .setAttribute("url.path", "/" + request.getUriInfo().getPath())
                .setAttribute("url.scheme", request.getUriInfo().getRequestUri().getScheme());
        request.setProperty(PROPERTY, span);
    }

    /** As in the table of routes: ids stand there by their names. */
    private static String route(ContainerRequestContext request) {
        if (!(request.getUriInfo() instanceof ExtendedUriInfo matched)) {
            return "";
        }
        List<UriTemplate> templates = new ArrayList<>(matched.getMatchedTemplates());
        Collections.reverse(templates);
        return templates.stream().map(UriTemplate::getTemplate).collect(Collectors.joining());
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(PROPERTY) instanceof Span span) {
            String requestId = RequestIds.of(request);
            span.setAttribute("http.response.status_code", response.getStatus());
            if (requestId != null) {
                span.setAttribute("matrix.request_id", requestId);
            }
            if (response.getStatus() >= SERVER_ERROR) {
                span.setAttribute("error.type", Integer.toString(response.getStatus()))
                        .setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }
}
