package io.matrixplatform.api.platform.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import io.dropwizard.testing.junit5.ResourceExtension;
import io.matrixplatform.api.platform.http.ClientAddress;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.api.platform.problems.ProblemMapper;
import io.matrixplatform.api.platform.problems.ProblemType;
import io.matrixplatform.model.access.buckets.Rate;
import io.matrixplatform.model.network.IpAddresses;
import jakarta.annotation.Priority;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DropwizardExtensionsSupport.class)
class RequestLimitsTest {
    private static final LimitsConfig CONFIG =
            new LimitsConfig(new Rate(60, 3), new Rate(60, 2), new Rate(60, 2), 1_000);

    private final AtomicLong nanos = new AtomicLong();
    private final ResourceExtension http = ResourceExtension.builder()
            .addResource(new HelloResource())
            .addProvider(new Whereabouts())
            .addProvider(new Doorkeeper())
            .addProvider(new WrongCredentials(CONFIG, nanos::get))
            .addProvider(new RequestLimits(CONFIG, nanos::get))
            .addProvider(ProblemMapper.class)
            .build();

    @Test
    void refuseACredentialThatAsksTooOftenAndSayWhenToComeBack() {
        List<Response> answers =
                IntStream.range(0, 4).mapToObj(i -> ask("10.0.0.1", "anna")).toList();

        assertThat(answers).extracting(Response::getStatus).containsExactly(200, 200, 200, 429);
        Response refused = answers.get(3);
        assertThat(refused.readEntity(String.class)).contains("/problems/rate-limited");
        assertThat(refused.getHeaderString("Retry-After")).isEqualTo("1");
        assertThat(refused.getHeaderString("RateLimit")).isEqualTo("\"requests\";r=0;t=1");
    }

    @Test
    void tellWhatIsLeft() {
        Response answer = ask("10.0.0.1", "anna");

        assertThat(answer.getHeaderString("RateLimit-Policy")).isEqualTo("\"requests\";q=3;w=3");
        assertThat(answer.getHeaderString("RateLimit")).isEqualTo("\"requests\";r=2;t=1");
    }

    @Test
    void countACredentialAndNotItsAddress() {
        IntStream.range(0, 4).forEach(i -> ask("10.0.0.1", "anna"));

        assertThat(ask("10.0.0.1", "bert").getStatus()).isEqualTo(200);
        assertThat(ask("10.0.0.2", "anna").getStatus()).isEqualTo(429);
    }

    @Test
    void countAnAddressWithoutACredential() {
        IntStream.range(0, 3).forEach(i -> ask("10.0.0.1", null));

        assertThat(ask("10.0.0.1", null).getStatus()).isEqualTo(429);
        assertThat(ask("10.0.0.2", null).getStatus()).isEqualTo(200);
    }

    @Test
    void letNoAddressTryAThousandCredentialsAndNoOtherSuffer() {
        List<Integer> answers = IntStream.range(0, 1_000)
                .mapToObj(i -> ask("10.0.0.1", "wrong" + i).getStatus())
                .toList();

        assertThat(answers.subList(0, 2)).containsOnly(401);
        assertThat(answers.subList(2, 1_000)).containsOnly(429);
        assertThat(ask("10.0.0.1", "anna").getStatus()).isEqualTo(429);
        assertThat(ask("10.0.0.2", "anna").getStatus()).isEqualTo(200);
    }

    @Test
    void forgiveWrongCredentialsInTime() {
        IntStream.range(0, 5).forEach(i -> ask("10.0.0.1", "wrong"));

        nanos.addAndGet(1_000_000_000L);

        assertThat(ask("10.0.0.1", "anna").getStatus()).isEqualTo(200);
    }

    private Response ask(String address, @Nullable String credential) {
        return http.target("/hello")
                .request()
                .header("X-Test-Address", address)
                .header("Authorization", credential)
                .get();
    }

    /** Says hello. */
    @Path("/hello")
    public static final class HelloResource {
        public HelloResource() {}

        @GET
        public String get() {
            return "hello";
        }
    }

    /** Believes what the test says the address is. */
    @PreMatching
    private static final class Whereabouts implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            String address = request.getHeaderString("X-Test-Address");
            request.setProperty(
                    "matrix.client-address",
                    new ClientAddress(IpAddresses.parse(address).orElseThrow(), true, false));
        }
    }

    /** Believes every credential but those that begin with "wrong". */
    @Priority(Priorities.AUTHENTICATION)
    private static final class Doorkeeper implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            String credential = request.getHeaderString("Authorization");
            if (credential != null && credential.startsWith("wrong")) {
                throw new ProblemException(ProblemType.UNAUTHENTICATED, "wrong");
            }
            if (credential != null) {
                request.setSecurityContext(new Known(() -> credential));
            }
        }
    }

    private record Known(Principal caller) implements SecurityContext {
        @Override
        public Principal getUserPrincipal() {
            return caller;
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public boolean isSecure() {
            return false;
        }

        @Override
        public String getAuthenticationScheme() {
            return "Bearer";
        }
    }
}
