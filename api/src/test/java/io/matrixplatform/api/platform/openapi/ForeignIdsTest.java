package io.matrixplatform.api.platform.openapi;

import static io.matrixplatform.api.testing.ApiServer.OPERATOR;
import static io.matrixplatform.api.testing.ApiServer.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import io.matrixplatform.api.testing.Browser;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An owner of one tenant asks every route that has an id in it for the things of another tenant, under its own tenant's
 * address: they are not there, and look like things that are nowhere.
 */
class ForeignIdsTest {
    /** Parameters that are no ids of anybody's things, or of routes that are the operator's before anything is looked up. */
    private static final Set<String> NO_IDS = Set.of("tenant", "slug", "token", "model", "call", "plan", "order");

    private static final ApiServer API = ApiServer.running();
    private static final JsonNode DOCUMENT = API.get("/openapi.json", null).json();
    private static final String OWN = API.tenant();
    private static final Browser OWNER = ownerOf(OWN);
    private static final Map<String, String> THEIRS = thingsOf(API.tenant());
    private static final Map<String, String> NOBODYS = Map.of(
            "api-keys", "key_" + "0".repeat(22),
            "meters", "no.such_meter",
            "backfills", "bkf_" + "0".repeat(22),
            "certificates", "crt_" + "0".repeat(22),
            "members", "usr_" + "0".repeat(22),
            "invitations", "ivt_" + "0".repeat(22),
            "subscriptions", "sub_" + "0".repeat(22),
            "sessions", "ses_" + "0".repeat(22));

    static Stream<Asked> routesWithIds() {
        return Asked.all(DOCUMENT).filter(route -> route.pathParameters().anyMatch(name -> !NO_IDS.contains(name)));
    }

    @ParameterizedTest
    @MethodSource("routesWithIds")
    void areNotThere(Asked route) {
        Answer theirs = ask(route, THEIRS);

        assertThat(theirs.status()).as(theirs.text()).isEqualTo(404);
        assertThat(withoutIds(theirs)).isEqualTo(withoutIds(ask(route, NOBODYS)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/usage?window=hour&meter=", "/v1/usage/stream?meters=", "/v1/usage/ledger?meter="})
    void areNotThereAsParametersEither(String path) {
        String range = "&from=2026-11-24T10:00:00Z&to=2026-11-24T11:00:00Z";

        Answer theirs = OWNER.get(path + THEIRS.get("meters") + range);

        assertThat(withoutIds(theirs)).isEqualTo(withoutIds(OWNER.get(path + NOBODYS.get("meters") + range)));
        assertThat(theirs.text()).doesNotContain("Their");
    }

    @Test
    void areLeftAsTheyWere() {
        routesWithIds().forEach(route -> ask(route, THEIRS));

        String tenant = THEIRS.get("tenant");
        assertThat(API.get("/v1/tenants/" + tenant + "/api-keys", OPERATOR)
                        .json()
                        .path("data"))
                .allSatisfy(key -> assertThat(key.path("status").asText()).isEqualTo("active"));
        for (String list : List.of("members", "invitations", "subscriptions", "api-keys")) {
            assertThat(API.get("/v1/tenants/" + tenant + "/" + list, OPERATOR)
                            .json()
                            .path("data"))
                    .as(list)
                    .isNotEmpty();
        }
        assertThat(API.get("/v1/meters/" + THEIRS.get("meters") + "?tenant=" + tenant, OPERATOR)
                        .json()
                        .path("archived_from")
                        .isNull())
                .isTrue();
    }

    private static Answer ask(Asked route, Map<String, String> things) {
        Map<String, String> known = new HashMap<>(Map.of("tenant", OWN));
        route.pathParameters()
                .filter(name -> !NO_IDS.contains(name))
                .forEach(name -> known.put(name, things.get(kind(route, name))));
        return API.send(route.request(API, OWNER.changing("/"), known));
    }

    /** What the id is of: the segment before it. */
    private static String kind(Asked route, String parameter) {
        String before = route.path().substring(0, route.path().indexOf("/{" + parameter + "}"));
        String kind = before.substring(before.lastIndexOf('/') + 1);
        assertThat(NOBODYS).as("the ids of " + route).containsKey(kind);
        return kind;
    }

    private static Map<String, String> thingsOf(String tenant) {
        String path = "/v1/tenants/" + tenant;
        Answer key = API.post(path + "/api-keys", OPERATOR, "{\"name\":\"Theirs\"}");
        API.post("/v1/meters?tenant=" + tenant, OPERATOR, """
                {"key":"their.meter","event_type":"their.event","aggregation":"COUNT","unit":"Theirs"}""");
        Browser member = ownerOf(tenant);
        JsonNode session = member.get("/v1/sessions").json();
        return Map.of(
                "tenant", tenant,
                "api-keys", key.field("id"),
                "meters", "their.meter",
                "backfills", backfillOf(tenant),
                "certificates", certificateOf(tenant),
                "members", member.get("/v1/session").json().at("/user/id").asText(),
                "invitations",
                        API.post(
                                        path + "/invitations",
                                        OPERATOR,
                                        "{\"email\":\"" + ApiServer.email() + "\",\"role\":\"viewer\"}")
                                .field("id"),
                "subscriptions",
                        API.get(path + "/subscriptions", OPERATOR)
                                .json()
                                .at("/data/0/id")
                                .asText(),
                "sessions", session.findValuesAsText("id").get(0));
    }

    private static String backfillOf(String tenant) {
        Instant to = Instant.now().truncatedTo(ChronoUnit.HOURS);
        return API.post(
                        "/v1/backfills?tenant=" + tenant,
                        OPERATOR,
                        "{\"meter\":\"their.meter\",\"from\":\"" + to.minus(Duration.ofHours(1)) + "\",\"to\":\"" + to
                                + "\"}")
                .field("id");
    }

    /** It is ordered only: what is issued is looked up by the same condition. */
    private static String certificateOf(String tenant) {
        Instant until = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        return API.post("/v1/metering/certificates?tenant=" + tenant, OPERATOR, "{\"until\":\"" + until + "\"}")
                .field("id");
    }

    private static Browser ownerOf(String tenant) {
        String email = ApiServer.email();
        String user = API.user(email, false);
        API.post("/v1/tenants/" + tenant + "/members", OPERATOR, "{\"user\":\"" + user + "\",\"role\":\"owner\"}");
        Browser browser = new Browser(API);
        assertThat(browser.signIn(email, PASSWORD).status()).isEqualTo(201);
        return browser;
    }

    private static String withoutIds(Answer answer) {
        return answer.text().replaceAll("(req|key|bkf|crt|usr|ivt|sub|ses)_[0-9A-Za-z]+|(their|no)\\.[a-z_]+", "…");
    }
}
