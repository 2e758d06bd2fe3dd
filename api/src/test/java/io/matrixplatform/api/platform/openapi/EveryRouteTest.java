package io.matrixplatform.api.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Asks for every route of the document as somebody who may not: a route that is new is asked without anybody thinking of it.
 * Requests are made from the document itself.
 */
class EveryRouteTest {
    /** Whoever adds one here says that it shows nothing of anybody. */
    private static final Set<String> PUBLIC = Set.of(
            "GET /openapi.json",
            "GET /problems",
            "GET /problems/{slug}",
            "POST /v1/session",
            "POST /v1/password-resets",
            "POST /v1/password-resets/{token}",
            "POST /v1/email-verifications/{token}",
            "GET /v1/invitations/{token}",
            "POST /v1/invitations/{token}/acceptance");

    /** Everybody who has a credential at all may ask these: they show nothing of a tenant. */
    private static final Set<String> ANYBODY_S = Set.of("GET /v1/plans", "GET /v1/console/settings");

    /** Say nothing about a tenant, but still ask for a scope in it. */
    private static final Set<String> OF_NO_TENANT = Set.of("GET /v1/metering/progress");

    private static final ApiServer API = ApiServer.running();
    private static final JsonNode DOCUMENT = API.get("/openapi.json", null).json();
    private static final String OWN = API.tenant();
    private static final String OTHER = API.tenant();
    private static final String NEITHER_READS_NOR_WRITES = API.post(
                    "/v1/tenants/" + OWN + "/api-keys", ApiServer.OPERATOR, """
                    {"name":"small","scopes":["inference"]}\
                    """)
            .field("secret");
    private static final String FULL = API.post("/v1/tenants/" + OWN + "/api-keys", ApiServer.OPERATOR, """
        {"name":"full","scopes":["inference","usage:write","usage:read","keys:read","keys:write",
         "meters:write","team:read","team:write","subscription:read","subscription:write",
         "security:read","security:write","audit:read"]}\
        """)
            .field("secret");

    static Stream<Asked> routes() {
        return Asked.all(DOCUMENT);
    }

    static Stream<Asked> guardedRoutes() {
        return routes().filter(route -> !PUBLIC.contains(route.toString()));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void isAnsweredOnlyToWhoHasACredentialUnlessItIsPublic(Asked route) {
        Answer answer = ask(route, null, OWN);

        if (PUBLIC.contains(route.toString())) {
            assertThat(answer.status()).isNotIn(403, 500);
            assertThat(answer.status() == 401 ? answer.problem() : "").isNotEqualTo("unauthenticated");
        } else {
            assertThat(answer.status()).as(answer.text()).isEqualTo(401);
            assertThat(answer.problem()).isEqualTo("unauthenticated");
            assertThat(answer.header("WWW-Authenticate")).hasValue("Bearer");
        }
    }

    @ParameterizedTest
    @MethodSource("guardedRoutes")
    void isRefusedToARoleThatIsTooSmall(Asked route) {
        Answer answer = ask(route, NEITHER_READS_NOR_WRITES, OWN);

        if (ANYBODY_S.contains(route.toString())) {
            assertThat(answer.status()).isEqualTo(200);
        } else {
            assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        }
    }

    /**
     * What is about a tenant is not there for another one. What only the operator or a person may do is refused before a
     * tenant is looked at, and so tells nothing of it either.
     */
    @ParameterizedTest
    @MethodSource("guardedRoutes")
    void isNotThereForAnotherTenant(Asked route) {
        Answer answer = ask(route, FULL, OTHER);

        if (ANYBODY_S.contains(route.toString()) || OF_NO_TENANT.contains(route.toString())) {
            assertThat(answer.status()).isEqualTo(200);
        } else if (answer.status() == 403) {
            assertThat(answer.problem()).isIn("operator-only", "session-required");
            assertThat(ask(route, FULL, OWN).problem()).isEqualTo(answer.problem());
        } else {
            assertThat(answer.status()).as(answer.text()).isEqualTo(404);
            assertThat(answer.problem()).isEqualTo("tenant-not-found");
            assertThat(withoutIds(answer)).isEqualTo(withoutIds(ask(route, FULL, "ten_" + "0".repeat(22))));
        }
    }

    /** The answer about a tenant that is there and about one that is not differ in their ids only. */
    private static String withoutIds(Answer answer) {
        return answer.text().replaceAll("(ten|req)_[0-9A-Za-z]+", "$1_");
    }

    private static Answer ask(Asked route, @Nullable String credential, String tenant) {
        return API.send(route.request(API, API.request("/", credential), Map.of("tenant", tenant)));
    }
}
