package io.matrixplatform.api.platform.http;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/**
 * Strong entity tags: an answer that shows a {@link Versioned} thing says its version as {@code ETag: "<version>"}, a GET
 * whose {@code If-None-Match} names the tag is answered 304, and an edit demands it by {@link IfMatch}.
 */
public final class ETags implements ContainerResponseFilter {
    public static EntityTag of(long version) {
        return new EntityTag(Long.toString(version));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Versioned shown && response.getEntityTag() == null) {
            response.getHeaders().putSingle(HttpHeaders.ETAG, of(shown.version()));
        }
        if (isRead(request)
                && response.getStatus() == Response.Status.OK.getStatusCode()
                && isKnown(request, response)) {
            response.setStatusInfo(Response.Status.NOT_MODIFIED);
            response.setEntity(null);
        }
    }

    private static boolean isRead(ContainerRequestContext request) {
        return request.getMethod().equals(HttpMethod.GET) || request.getMethod().equals(HttpMethod.HEAD);
    }

    private static boolean isKnown(ContainerRequestContext request, ContainerResponseContext response) {
        EntityTag tag = response.getEntityTag();
        String known = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        return tag != null && known != null && EntityTags.anyIs(known, tag);
    }
}
