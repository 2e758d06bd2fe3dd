package io.matrixplatform.api.access.team;

import static io.matrixplatform.api.testing.ApiServer.OPERATOR;
import static io.matrixplatform.api.testing.ApiServer.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import io.matrixplatform.api.testing.Browser;
import io.matrixplatform.api.testing.TestDatabase;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TeamTest {
    private final ApiServer api = ApiServer.running();
    private final String tenant = api.tenant();
    private final String members = "/v1/tenants/" + tenant + "/members";
    private final Person owner = new Person("owner");

    @BeforeEach
    void noAttemptsYet() {
        TestDatabase.without("access.attempt");
    }

    @Test
    void showsTheTeamToItsMembers() {
        Person viewer = new Person("viewer");

        Answer listed = viewer.browser.get(members);

        assertThat(listed.json().path("data")).hasSize(2);
        assertThat(listed.json().findValuesAsText("email")).containsExactly(owner.email, viewer.email);
        assertThat(listed.json().findValuesAsText("role")).containsExactly("owner", "viewer");
        assertThat(viewer.browser
                        .get("/v1/session")
                        .json()
                        .at("/tenants/0/role")
                        .asText())
                .isEqualTo("viewer");
    }

    @Test
    void letsAUserActInEachTenantByItsRoleThere() {
        Person viewer = new Person("viewer");
        String second = api.tenant();
        add(second, viewer.id, "owner");

        assertThat(viewer.browser.get("/v1/session").json().path("tenants")).hasSize(2);
        assertThat(viewer.browser.get("/v1/meters").status()).isEqualTo(422);
        assertThat(viewer.browser.get("/v1/meters?tenant=" + tenant).status()).isEqualTo(200);
        assertThat(viewer.browser
                        .post(
                                "/v1/meters?tenant=" + tenant,
                                "{\"key\":\"a\",\"event_type\":\"t\",\"aggregation\":\"COUNT\",\"unit\":\"u\"}")
                        .problem())
                .isEqualTo("insufficient-scope");
        assertThat(viewer.browser
                        .post(
                                "/v1/meters?tenant=" + second,
                                "{\"key\":\"a\",\"event_type\":\"t\",\"aggregation\":\"COUNT\",\"unit\":\"u\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void answersAnothersTeamLikeOneThatDoesNotExist() {
        Browser stranger = new Person("owner", api.tenant()).browser;

        List<Answer> answers = List.of(
                stranger.get(members),
                stranger.get(members + "/" + owner.id),
                stranger.patch(members + "/" + owner.id, "{\"role\":\"viewer\"}", "\"1\""),
                stranger.delete(members + "/" + owner.id),
                stranger.get("/v1/tenants/" + tenant + "/invitations"));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.problem()).isEqualTo("tenant-not-found");
        });
    }

    @Test
    void changesARoleThatNobodyElseHasChangedMeanwhile() {
        Person member = new Person("viewer");
        String path = members + "/" + member.id;

        Answer changed = owner.browser.patch(path, "{\"role\":\"developer\"}", "\"1\"");
        Answer stale = owner.browser.patch(path, "{\"role\":\"admin\"}", "\"1\"");
        Answer blind = owner.browser.patch(path, "{\"role\":\"admin\"}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).hasValue("\"2\"");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(blind.status()).isEqualTo(428);
        assertThat(member.browser
                        .get("/v1/session")
                        .json()
                        .at("/tenants/0/role")
                        .asText())
                .isEqualTo("developer");
        assertThat(api.get("/v1/tenants/" + tenant + "/audit", OPERATOR).text()).contains("member.role-changed");
    }

    @Test
    void letsNobodyGiveOrTakeMoreThanHeHas() {
        Person admin = new Person("admin");
        Person finance = new Person("finance");
        Person viewer = new Person("viewer");

        List<Answer> refused = List.of(
                admin.browser.patch(members + "/" + admin.id, "{\"role\":\"owner\"}", "\"1\""),
                admin.browser.patch(members + "/" + owner.id, "{\"role\":\"viewer\"}", "\"1\""),
                admin.browser.patch(members + "/" + finance.id, "{\"role\":\"viewer\"}", "\"1\""),
                admin.browser.delete(members + "/" + owner.id),
                viewer.browser.patch(members + "/" + viewer.id, "{\"role\":\"admin\"}", "\"1\""),
                viewer.browser.delete(members + "/" + finance.id));

        assertThat(refused).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.problem()).isEqualTo("insufficient-scope");
        });
        assertThat(admin.browser
                        .patch(members + "/" + viewer.id, "{\"role\":\"developer\"}", "\"1\"")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void keepsTheLastOwner() {
        Answer demoted = owner.browser.patch(members + "/" + owner.id, "{\"role\":\"admin\"}", "\"1\"");
        Answer removed = owner.browser.delete(members + "/" + owner.id);
        Answer byTheOperator = api.delete(members + "/" + owner.id, OPERATOR);

        assertThat(List.of(demoted, removed, byTheOperator)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.problem()).isEqualTo("last-owner");
        });
    }

    @Test
    void keepsAnOwnerWhenTwoLeaveAtOnce() throws Exception {
        Person second = new Person("owner");
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            List<Future<Answer>> leaving = both.invokeAll(List.of(
                    () -> owner.browser.delete(members + "/" + owner.id),
                    () -> second.browser.delete(members + "/" + second.id)));

            assertThat(List.of(
                            leaving.get(0).get().status(), leaving.get(1).get().status()))
                    .containsExactlyInAnyOrder(204, 409);
        } finally {
            both.shutdownNow();
        }
    }

    @Test
    void endsAccessTheMomentAMemberIsRemoved() {
        Person member = new Person("developer");
        assertThat(member.browser.get("/v1/meters").status()).isEqualTo(200);

        assertThat(owner.browser.delete(members + "/" + member.id).status()).isEqualTo(204);

        assertThat(member.browser.get("/v1/meters?tenant=" + tenant).status()).isEqualTo(404);
        assertThat(owner.browser.delete(members + "/" + member.id).problem()).isEqualTo("member-not-found");
    }

    @Test
    void letsOnlyTheOperatorAddWithoutAnInvitation() {
        String user = api.user(ApiServer.email(), false);
        String body = "{\"user\":\"" + user + "\",\"role\":\"viewer\"}";

        assertThat(owner.browser.post(members, body).problem()).isEqualTo("operator-only");
        assertThat(api.post(members, OPERATOR, body).status()).isEqualTo(201);
        assertThat(api.post(members, OPERATOR, body).problem()).isEqualTo("already-member");
    }

    private JsonNode add(String to, String user, String role) {
        return api.post(
                        "/v1/tenants/" + to + "/members",
                        OPERATOR,
                        "{\"user\":\"" + user + "\",\"role\":\"" + role + "\"}")
                .json();
    }

    /** A member with a browser. */
    private final class Person {
        final String email = ApiServer.email();
        final String id = api.user(email, false);
        final Browser browser = new Browser(api);

        Person(String role) {
            this(role, tenant);
        }

        Person(String role, String of) {
            add(of, id, role);
            browser.signIn(email, PASSWORD);
        }
    }
}
