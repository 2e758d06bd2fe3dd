package io.matrixplatform.api.access.tenants;

import static io.matrixplatform.api.testing.ApiServer.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TenantResourceTest {
    private final ApiServer api = ApiServer.running();

    @Test
    void foundsATenantAndFindsItAgain() {
        Answer founded = api.post("/v1/tenants", OPERATOR, "{\"name\":\"  Acme \"}");

        assertThat(founded.status()).isEqualTo(201);
        assertThat(founded.field("id")).startsWith("ten_");
        assertThat(founded.field("name")).isEqualTo("Acme");
        assertThat(founded.header("Location"))
                .hasValueSatisfying(location -> assertThat(location).endsWith("/v1/tenants/" + founded.field("id")));
        assertThat(api.get("/v1/tenants/" + founded.field("id"), OPERATOR).json())
                .isEqualTo(founded.json());
    }

    @Test
    void pagesThroughAllTenantsWithoutSkippingOrRepeatingAny() {
        List<String> founded = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            founded.add(api.tenant());
        }

        List<String> listed = new ArrayList<>();
        String next = "/v1/tenants?limit=3";
        while (next != null) {
            Answer page = api.get(next, OPERATOR);
            page.json()
                    .path("data")
                    .forEach(tenant -> listed.add(tenant.path("id").asText()));
            next = page.json().path("has_more").asBoolean()
                    ? "/v1/tenants?limit=3&cursor=" + page.field("next_cursor")
                    : null;
        }

        assertThat(listed).doesNotHaveDuplicates().containsSubsequence(founded);
    }

    @Test
    void answersAnUnknownAndAMalformedIdAlike() {
        Answer unknown = api.get("/v1/tenants/ten_0000000000000000000001", OPERATOR);
        Answer malformed = api.get("/v1/tenants/acme", OPERATOR);

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.problem()).isEqualTo("tenant-not-found");
        assertThat(malformed.status()).isEqualTo(404);
    }

    @Test
    void isTheOperatorsAlone() {
        String key = api.key(api.tenant());

        assertThat(api.get("/v1/tenants", key).status()).isEqualTo(403);
        assertThat(api.get("/v1/tenants", key).problem()).isEqualTo("operator-only");
        assertThat(api.post("/v1/tenants", key, "{\"name\":\"x\"}").status()).isEqualTo(403);
    }

    @Test
    void namesTheFieldThatIsWrong() {
        Answer blank = api.post("/v1/tenants", OPERATOR, "{\"name\":\" \"}");
        Answer missing = api.post("/v1/tenants", OPERATOR, "{}");
        Answer unknown = api.post("/v1/tenants", OPERATOR, "{\"name\":\"a\",\"id\":\"ten_x\"}");
        Answer number = api.post("/v1/tenants", OPERATOR, "{\"name\":5}");

        assertThat(blank.status()).isEqualTo(422);
        assertThat(List.of(blank, missing, number))
                .allSatisfy(answer -> assertThat(
                                answer.json().at("/errors/0/pointer").asText())
                        .isEqualTo("/name"));
        assertThat(unknown.json().at("/errors/0/pointer").asText()).isEqualTo("/id");
    }
}
