package io.matrixplatform.api.platform.problems;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of an error answer (RFC 9457).
 *
 * @param detail for a person; null when there is nothing the caller may know
 * @param instance id of the request, for support
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable String instance,
        List<InvalidField> errors) {
    static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

    private static final int RETRY_AFTER_SECONDS = 2;

    static Response response(
            ProblemType type, @Nullable String detail, @Nullable String requestId, List<InvalidField> errors) {
        Problem problem = new Problem(type.path(), type.title(), type.status(), detail, requestId, errors);
        Response.ResponseBuilder response =
                Response.status(type.status()).type(MEDIA_TYPE).entity(problem);
        if (type.status() == Response.Status.UNAUTHORIZED.getStatusCode()) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (type.isTemporary()) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return response.build();
    }
}
