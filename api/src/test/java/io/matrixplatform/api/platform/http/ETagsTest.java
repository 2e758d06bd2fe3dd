package io.matrixplatform.api.platform.http;

import static io.matrixplatform.api.platform.problems.ProblemType.INVALID_FIELD;
import static io.matrixplatform.api.platform.problems.ProblemType.PRECONDITION_FAILED;
import static io.matrixplatform.api.platform.problems.ProblemType.PRECONDITION_REQUIRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import io.dropwizard.testing.junit5.ResourceExtension;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.api.platform.problems.ProblemType;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(DropwizardExtensionsSupport.class)
class ETagsTest {
    /** Something that is at its third version. */
    public record Thing(String name, long version) implements Versioned {}

    /** Shows it and lets it be edited. */
    @Path("/thing")
    @Produces(MediaType.APPLICATION_JSON)
    public static final class ThingResource {
        public ThingResource() {}

        @GET
        public Thing get() {
            return new Thing("a", 3);
        }

        @PUT
        public Thing put(@BeanParam IfMatch expected) {
            expected.demand(3);
            return new Thing("b", 4);
        }
    }

    private final ResourceExtension http = ResourceExtension.builder()
            .addResource(new ThingResource())
            .addProvider(new ETags())
            .build();

    @Test
    void showsTheVersionAsAStrongTag() {
        Response shown = http.target("/thing").request().get();

        assertThat(shown.getHeaderString("ETag")).isEqualTo("\"3\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"3\"", "W/\"3\"", "\"1\", \"3\"", "*"})
    void sendsNothingThatIsKnown(String known) {
        Response answer =
                http.target("/thing").request().header("If-None-Match", known).get();

        assertThat(answer.getStatus()).isEqualTo(304);
        assertThat(answer.getHeaderString("ETag")).isEqualTo("\"3\"");
        assertThat(answer.hasEntity()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", "3", "nonsense"})
    void sendsWhatIsNotKnown(String known) {
        assertThat(http.target("/thing")
                        .request()
                        .header("If-None-Match", known)
                        .get()
                        .getStatus())
                .isEqualTo(200);
    }

    @Test
    void answersAnEditWithTheTagOfTheNewVersion() {
        Response edited =
                http.target("/thing").request().header("If-Match", "\"3\"").put(Entity.json("{}"));

        assertThat(edited.getStatus()).isEqualTo(200);
        assertThat(edited.getHeaderString("ETag")).isEqualTo("\"4\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"3\"", "\"2\", \"3\"", "*"})
    void letsTheCurrentVersionBeEdited(String tags) {
        assertThatCode(() -> new IfMatch(tags).demand(3)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", "\"33\"", "W/\"3\"", "\"\""})
    void refusesAnEditOfAnotherVersion(String tags) {
        assertThatThrownBy(() -> new IfMatch(tags).demand(3)).extracting("type").isEqualTo(PRECONDITION_FAILED);
    }

    @Test
    void refusesAnEditThatNamesNoVersion() {
        assertThat(refusal(null)).isEqualTo(PRECONDITION_REQUIRED);
    }

    @ParameterizedTest
    @CsvSource({"3", "'\"3'", "a \"3\"", "''"})
    void refusesATagThatIsNone(String tags) {
        assertThat(refusal(tags)).isEqualTo(INVALID_FIELD);
    }

    private static ProblemType refusal(@Nullable String tags) {
        try {
            new IfMatch(tags);
        } catch (ProblemException problem) {
            return problem.type();
        }
        throw new AssertionError("accepted " + tags);
    }
}
