package io.matrixplatform.api.platform.problems;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;

/** What each problem type means: its {@code type} is a path that answers. Needs no credential. */
@Path("/problems")
@Produces(MediaType.APPLICATION_JSON)
public final class ProblemResource {
    public ProblemResource() {}

    @GET
    public List<Explanation> list() {
        return Arrays.stream(ProblemType.values()).map(Explanation::of).toList();
    }

    @GET
    @Path("/{slug}")
    public Explanation get(@PathParam("slug") String slug) {
        return list().stream()
                .filter(explanation -> explanation.type().equals("/problems/" + slug))
                .findFirst()
                .orElseThrow(NotFoundException::new);
    }

    /** One type of problem. */
    public record Explanation(String type, String title, int status) {
        static Explanation of(ProblemType type) {
            return new Explanation(type.path(), type.title(), type.status());
        }
    }
}
