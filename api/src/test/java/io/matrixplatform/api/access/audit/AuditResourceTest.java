package io.matrixplatform.api.access.audit;

import static io.matrixplatform.api.testing.ApiServer.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matrixplatform.api.platform.json.CanonicalJson;
import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditResourceTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ApiServer api = ApiServer.running();
    private final String tenant = api.tenant();
    private final String audit = "/v1/tenants/" + tenant + "/audit";
    private final String keys = "/v1/tenants/" + tenant + "/api-keys";

    @Test
    void tellsWhoDidWhatToWhichThingAndHowItWasBeforeAndAfter() {
        Answer minted = api.post(keys, OPERATOR, "{\"name\":\"k\"}");
        api.delete(keys + "/" + minted.field("id"), OPERATOR);

        JsonNode entries = api.get(audit, OPERATOR).json().path("data");

        assertThat(entries.findValuesAsText("action"))
                .containsExactly("api-key.revoked", "api-key.minted", "subscription.started", "tenant.founded");
        assertThat(entries.get(0).at("/actor/kind").asText()).isEqualTo("operator");
        assertThat(entries.get(0).path("subject").asText()).isEqualTo(minted.field("id"));
        assertThat(entries.get(0).at("/before/revoked_at").isNull()).isTrue();
        assertThat(entries.get(0).at("/after/revoked_at").asText()).endsWith("Z");
        assertThat(entries.get(1).path("before").isNull()).isTrue();
    }

    @Test
    void namesTheKeyThatDefinedAMeter() {
        Answer minted = api.post(keys, OPERATOR, "{\"name\":\"k\"}");
        api.post(
                "/v1/meters",
                minted.field("secret"),
                "{\"key\":\"a\",\"event_type\":\"t\",\"aggregation\":\"COUNT\",\"unit\":\"u\"}");

        JsonNode entry =
                api.get(audit + "?action=meter.defined", OPERATOR).json().at("/data/0");

        assertThat(entry.at("/actor/kind").asText()).isEqualTo("api_key");
        assertThat(entry.at("/actor/id").asText()).isEqualTo(minted.field("id"));
        assertThat(entry.at("/after/key").asText()).isEqualTo("a");
    }

    @Test
    void holdsNoSecretAndNoHashOfOne() {
        Answer minted = api.post(keys, OPERATOR, "{\"name\":\"k\"}");

        assertThat(api.get(audit, OPERATOR).text())
                .doesNotContain(minted.field("secret"))
                .doesNotContain("secret", "key_hash");
    }

    @Test
    void doesNotRememberWhatDidNotHappen() {
        api.post(keys, OPERATOR, "{\"name\":\"\"}");
        Answer once = api.post(keys, OPERATOR, "{\"name\":\"k\"}", "once-" + tenant);
        Answer again = api.post(keys, OPERATOR, "{\"name\":\"k\"}", "once-" + tenant);

        assertThat(again.text()).isEqualTo(once.text());
        assertThat(api.get(audit + "?action=api-key.minted", OPERATOR).json().path("data"))
                .hasSize(1);
    }

    @Test
    void filtersByActorActionAndTime() {
        api.key(tenant);
        String founded = api.get(audit + "?action=tenant.founded", OPERATOR)
                .json()
                .at("/data/0/recorded_at")
                .asText();

        assertThat(actions("?actor=operator"))
                .containsExactly("api-key.minted", "subscription.started", "tenant.founded");
        assertThat(actions("?actor=nobody")).isEmpty();
        assertThat(actions("?action=tenant")).isEmpty();
        assertThat(actions("?to=" + founded)).isEmpty();
        assertThat(actions("?from=" + founded)).hasSize(3);
        assertThat(api.get(audit + "?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", OPERATOR)
                        .problem())
                .isEqualTo("invalid-field");
    }

    @Test
    void pagesThroughTheEntriesNewestFirst() {
        for (int i = 0; i < 6; i++) {
            api.key(tenant);
        }

        List<Long> shown = new ArrayList<>();
        String next = audit + "?limit=3";
        while (next != null) {
            JsonNode page = api.get(next, OPERATOR).json();
            page.path("data").forEach(entry -> shown.add(entry.path("sequence").asLong()));
            next = page.path("has_more").asBoolean()
                    ? audit + "?limit=3&cursor=" + page.path("next_cursor").asText()
                    : null;
        }

        assertThat(shown).containsExactly(8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
    }

    @Test
    void exportsLinesFromWhichAnybodyCanRecomputeTheChain() throws IOException, NoSuchAlgorithmException {
        api.key(tenant);

        Answer export = api.get(audit + "/export", OPERATOR);
        Answer verified = api.get(audit + "/verification", OPERATOR);

        assertThat(export.header("Content-Type")).hasValue("application/x-ndjson");
        String previous = "0".repeat(64);
        for (String line : export.text().lines().toList()) {
            ObjectNode entry = (ObjectNode) JSON.readTree(line);
            String hash = entry.remove("hash").asText();
            assertThat(entry.path("previous_hash").asText()).isEqualTo(previous);
            byte[] content = CanonicalJson.of(entry).getBytes(StandardCharsets.UTF_8);
            previous = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            assertThat(hash).isEqualTo(previous);
        }
        assertThat(verified.field("hash")).isEqualTo(previous);
        assertThat(verified.json().path("intact").asBoolean()).isTrue();
        assertThat(verified.json().path("entries").asInt()).isEqualTo(3);
    }

    @Test
    void keepsWhatConcernsNoTenantInAChainOfItsOwn() {
        JsonNode entries = api.get("/v1/platform/audit?action=meter.defined", OPERATOR)
                .json()
                .path("data");

        assertThat(entries.findValuesAsText("subject")).contains("api.calls", "tokens.input", "tokens.output");
        assertThat(entries.findValuesAsText("chain")).containsOnly("platform");
        assertThat(api.get("/v1/platform/audit/verification", OPERATOR)
                        .json()
                        .path("intact")
                        .asBoolean())
                .isTrue();
        assertThat(api.get("/v1/platform/audit", api.key(tenant)).status()).isEqualTo(403);
    }

    private List<String> actions(String query) {
        return api.get(audit + query, OPERATOR).json().path("data").findValuesAsText("action");
    }
}
