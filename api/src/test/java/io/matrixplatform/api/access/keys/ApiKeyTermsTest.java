package io.matrixplatform.api.access.keys;

import static io.matrixplatform.api.testing.ApiServer.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import io.matrixplatform.api.testing.Told;
import io.matrixplatform.events.access.ApiKeyState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a key may be used for, by whom, from where and until when. */
class ApiKeyTermsTest {
    private final ApiServer api = ApiServer.running();
    private final String keys = "/v1/tenants/" + api.tenant() + "/api-keys";

    @Test
    void refusesUnknownScopesAndAPastExpiryNamingEach() {
        Answer refused = api.post(
                keys,
                OPERATOR,
                "{\"name\":\"k\",\"scopes\":[\"usage:read\",\"root\"],\"expires_at\":\"2001-01-01T00:00:00Z\"}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().findValuesAsText("pointer")).containsExactlyInAnyOrder("/scopes/1", "/expires_at");
    }

    @Test
    void narrowsAKeyToModelsAndAddressesInCanonicalFormAndTellsTheEdges() {
        Answer minted = api.post(
                keys,
                OPERATOR,
                "{\"name\":\"k\",\"models\":[\"mini\"],\"cidrs\":[\"192.0.2.7\",\"2001:DB8:0:0::/32\",\"192.0.2.7/32\"]}");

        assertThat(minted.json().path("cidrs").toString()).isEqualTo("[\"192.0.2.7/32\",\"2001:db8::/32\"]");
        assertThat(minted.field("status")).isEqualTo("active");
        ApiKeyState told = Told.ofKey(minted.field("secret")).get(0);
        assertThat(told.getModels()).containsExactly("mini");
        assertThat(told.getCidrs()).containsExactly("192.0.2.7/32", "2001:db8::/32");
        Answer refused = api.get("/v1/meters", minted.field("secret"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("ip-not-allowed");
    }

    @Test
    void refusesWhatIsNoRangeAndMoreThanAHundred() {
        String many = "\"192.0.2.1\",".repeat(100) + "\"192.0.2.1\"";

        Answer wrong = api.post(keys, OPERATOR, "{\"name\":\"k\",\"cidrs\":[\"192.0.2.1/24\",\"localhost\"]}");
        Answer tooMany = api.post(keys, OPERATOR, "{\"name\":\"k\",\"cidrs\":[" + many + "]}");

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().findValuesAsText("pointer")).containsExactly("/cidrs/0", "/cidrs/1");
        assertThat(tooMany.json().findValuesAsText("pointer")).containsExactly("/cidrs");
    }

    @Test
    void givesNoKeyMoreThanItsMakerHas() {
        String maker = api.post(
                        keys,
                        OPERATOR,
                        "{\"name\":\"m\",\"scopes\":[\"keys:write\",\"usage:read\"],\"models\":[\"mini\"],\"cidrs\":[\"127.0.0.0/8\"],"
                                + "\"expires_at\":\"2099-01-01T00:00:00Z\"}")
                .field("secret");
        String within = "\"name\":\"k\",\"scopes\":[\"usage:read\"],\"models\":[\"mini\"],\"cidrs\":[\"127.0.0.1\"],"
                + "\"expires_at\":\"2098-01-01T00:00:00Z\"";

        assertThat(api.post(keys, maker, "{" + within + "}").status()).isEqualTo(201);
        for (String beyond : List.of(
                within.replace("usage:read", "usage:write"),
                within.replace("\"models\":[\"mini\"],", ""),
                within.replace("mini", "large"),
                within.replace("127.0.0.1", "10.0.0.1"),
                within.replace("127.0.0.1", "0.0.0.0/0"),
                within.replace("2098", "2100"),
                within.replace(",\"expires_at\":\"2098-01-01T00:00:00Z\"", ""))) {
            Answer refused = api.post(keys, maker, "{" + beyond + "}");

            assertThat(refused.status()).as(beyond).isEqualTo(403);
            assertThat(refused.problem()).isEqualTo("key-exceeds-maker");
        }
    }

    @Test
    void changesAKeyThatNobodyElseHasChangedMeanwhile() {
        Answer minted = api.post(keys, OPERATOR, "{\"name\":\"k\",\"expires_at\":\"2099-01-01T00:00:00Z\"}");
        String key = keys + "/" + minted.field("id");
        String tag = api.get(key, OPERATOR).header("ETag").orElseThrow();

        Answer changed =
                api.patch(key, OPERATOR, tag, "{\"name\":\"other\",\"models\":[\"mini\"],\"expires_at\":null}");
        Answer stale = api.patch(key, OPERATOR, tag, "{\"name\":\"third\"}");
        Answer blind = api.patch(key, OPERATOR, null, "{\"name\":\"third\"}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.field("name")).isEqualTo("other");
        assertThat(changed.json().path("expires_at").isNull()).isTrue();
        assertThat(changed.json().path("scopes")).isEqualTo(minted.json().path("scopes"));
        assertThat(List.of(stale.status(), blind.status())).containsExactly(412, 428);
        assertThat(Told.ofKey(minted.field("secret")).get(1).getModels()).containsExactly("mini");
        assertThat(api.get(keys.replace("api-keys", "audit") + "?action=api-key.changed", OPERATOR)
                        .json()
                        .at("/data/0/before/name")
                        .asText())
                .isEqualTo("k");
    }
}
