package io.matrixplatform.api.metering.certificates;

import static io.matrixplatform.api.testing.ApiServer.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matrixplatform.api.metering.certificates.Certificate.Kind;
import io.matrixplatform.api.platform.json.CanonicalJson;
import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.model.time.TimeWindow;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.Test;

/** Certificates as they are issued, kept and shown. */
class CertificatesTest extends CertifiedDays {
    @Test
    void chainsDaysAndSealsThem() throws Exception {
        writeADay();

        Certificate first = issue(Kind.DAY, day, PLENTY);
        Certificate interim = issue(Kind.INTERIM, next(day), PLENTY);
        Certificate second = issue(Kind.DAY, next(day), PLENTY);

        assertThat(first.sequence()).isEqualTo(1);
        assertThat(first.previousHash()).isEqualTo(Certificate.GENESIS);
        assertThat(interim.sequence()).isNull();
        assertThat(second.sequence()).isEqualTo(2);
        assertThat(second.previousHash()).isEqualTo(first.hash()).isEqualTo(interim.previousHash());
        ObjectNode shown =
                (ObjectNode) get("/v1/usage/certificates/" + first.id()).json();
        String hash = shown.remove("hash").asText();
        byte[] content = CanonicalJson.of(shown).getBytes(StandardCharsets.UTF_8);
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)))
                .isEqualTo(hash);
        String leaves = get("/v1/usage/certificates/" + first.id() + "/leaves").text();
        assertThat(leaves.lines()).hasSize(shown.path("leaves").asInt());
        assertThat(DrawCertificates.digest(leaves.lines().toList()))
                .isEqualTo(shown.path("leaves_digest").asText());
    }

    @Test
    void areNeverChanged() {
        Certificate first = issue(Kind.DAY, day, PLENTY);

        for (String change : List.of(
                "UPDATE metering.certificate SET hash = 'x' WHERE tenant_id = '" + tenant + "'",
                "DELETE FROM metering.certificate WHERE tenant_id = '" + tenant + "'",
                "UPDATE metering.certificate_leaf SET line = ''")) {
            assertThatThrownBy(() -> jdbi.useHandle(handle -> handle.execute(change)))
                    .isInstanceOf(UnableToExecuteStatementException.class)
                    .hasMessageContaining("never changed");
        }
        assertThatThrownBy(() -> issue(Kind.DAY, next(next(day)), PLENTY))
                .hasMessageContaining("a day follows the day before it");
        assertThat(certificates.get(tenant, first.id())).isEqualTo(first);
    }

    @Test
    void pagesThroughAllNewestFirst() {
        List<String> issued = new ArrayList<>();
        TimeWindow window = day;
        for (int i = 0; i < 5; i++) {
            issued.add(0, issue(Kind.DAY, window, PLENTY).id().toString());
            window = next(window);
        }

        List<String> listed = new ArrayList<>();
        JsonNode page = get("/v1/usage/certificates?limit=2").json();
        page.path("data").forEach(each -> listed.add(each.path("id").asText()));
        while (page.path("has_more").asBoolean()) {
            page = get("/v1/usage/certificates?limit=2&cursor="
                            + page.path("next_cursor").asText())
                    .json();
            page.path("data").forEach(each -> listed.add(each.path("id").asText()));
        }

        assertThat(listed).isEqualTo(issued);
    }

    @Test
    void areTheirTenantsAlone() {
        Certificate issued = issue(Kind.DAY, day, PLENTY);
        String stranger = api.key(api.tenant());

        assertThat(api.get("/v1/usage/certificates/" + issued.id(), stranger).status())
                .isEqualTo(404);
        assertThat(api.get("/v1/usage/certificates/" + issued.id() + "/leaves", stranger)
                        .status())
                .isEqualTo(404);
        assertThat(api.get("/v1/usage/certificates", stranger).json().path("data"))
                .isEmpty();
    }

    @Test
    void areOrderedByTheOperatorAlone() {
        Instant until = Instant.now().truncatedTo(ChronoUnit.MINUTES);

        Answer ordered = order(OPERATOR, until.toString());

        assertThat(ordered.status()).as(ordered.text()).isEqualTo(201);
        assertThat(ordered.json().path("state").asText()).isEqualTo("WAITING");
        assertThat(api.get("/v1/metering/certificates/" + ordered.field("id"), OPERATOR)
                        .json()
                        .path("until")
                        .asText())
                .isEqualTo(until.toString());
        assertThat(order(api.key(tenant.toString()), until.toString()).status()).isEqualTo(403);
        assertThat(order(OPERATOR, until.plusSeconds(1).toString()).status()).isEqualTo(422);
        assertThat(order(OPERATOR, until.plusSeconds(600).toString()).status()).isEqualTo(422);
    }

    private Answer order(String credential, String until) {
        return api.post("/v1/metering/certificates?tenant=" + tenant, credential, "{\"until\":\"" + until + "\"}");
    }

    private Answer get(String path) {
        return api.get(path, api.key(tenant.toString()));
    }
}
