package io.matrixplatform.api.platform.problems;

import io.matrixplatform.api.platform.http.Answers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;

/** What each problem type means: its {@code type} is a path that answers, browsers with a page. Needs no credential. */
@Path("/problems")
@Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML})
public final class ProblemResource {
    public ProblemResource() {}

    @GET
    @Answers(value = Explanation[].class, status = 200)
    public Response list(@Context HttpHeaders headers) {
        List<Explanation> all =
                Arrays.stream(ProblemType.values()).map(Explanation::of).toList();
        return answer(headers, all, "Problems", all);
    }

    @GET
    @Path("/{slug}")
    @Answers(value = Explanation.class, status = 200)
    public Response get(@Context HttpHeaders headers, @PathParam("slug") String slug) {
        Explanation one = Arrays.stream(ProblemType.values())
                .filter(type -> type.slug().equals(slug))
                .map(Explanation::of)
                .findFirst()
                .orElseThrow(NotFoundException::new);
        return answer(headers, one, one.title(), List.of(one));
    }

    private static Response answer(HttpHeaders headers, Object json, String title, List<Explanation> shown) {
        MediaType preferred = headers.getAcceptableMediaTypes().get(0);
        boolean isBrowser = !preferred.isWildcardType() && preferred.isCompatible(MediaType.TEXT_HTML_TYPE);
        return Response.ok(isBrowser ? ProblemPage.of(title, shown) : json)
                .type(isBrowser ? MediaType.TEXT_HTML_TYPE.withCharset("utf-8") : MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }

    /** One type of problem. */
    public record Explanation(String type, String title, int status) {
        static Explanation of(ProblemType type) {
            return new Explanation(type.path(), type.title(), type.status());
        }
    }
}
