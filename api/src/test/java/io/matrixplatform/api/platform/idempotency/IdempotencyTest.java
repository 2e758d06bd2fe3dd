package io.matrixplatform.api.platform.idempotency;

import static io.matrixplatform.api.testing.ApiServer.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import io.matrixplatform.api.testing.TestDatabase;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdempotencyTest {
    private static final String BODY = "{\"name\":\"Acme\"}";

    private final ApiServer api = ApiServer.running();
    private final String idempotencyKey = UUID.randomUUID().toString();

    @Test
    void answersARepeatedPostWithTheSameBytesAndDoesNothingTwice() {
        Answer first = api.post("/v1/tenants", OPERATOR, BODY, idempotencyKey);
        long tenants = tenants();
        Answer again = api.post("/v1/tenants", OPERATOR, BODY, idempotencyKey);

        assertThat(again.status()).isEqualTo(first.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(tenants()).isEqualTo(tenants);
    }

    @Test
    void doesItOnceWhenTheSamePostArrivesManyTimesAtOnce() {
        long before = tenants();

        List<String> answers = IntStream.range(0, 12)
                .parallel()
                .mapToObj(i ->
                        api.post("/v1/tenants", OPERATOR, BODY, idempotencyKey).text())
                .distinct()
                .toList();

        assertThat(answers).hasSize(1);
        assertThat(tenants()).isEqualTo(before + 1);
    }

    @Test
    void refusesTheKeyForAnotherBodyOrPath() {
        api.post("/v1/tenants", OPERATOR, BODY, idempotencyKey);

        Answer otherBody = api.post("/v1/tenants", OPERATOR, "{\"name\":\"Other\"}", idempotencyKey);
        Answer otherPath = api.post("/v1/tenants/" + api.tenant() + "/api-keys", OPERATOR, BODY, idempotencyKey);

        assertThat(List.of(otherBody, otherPath)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.problem()).isEqualTo("idempotency-key-reused");
        });
    }

    @Test
    void letsARefusedPostBeCorrectedUnderTheSameKey() {
        Answer refused = api.post("/v1/tenants", OPERATOR, "{\"name\":\"\"}", idempotencyKey);
        Answer corrected = api.post("/v1/tenants", OPERATOR, BODY, idempotencyKey);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(corrected.status()).isEqualTo(201);
    }

    @Test
    void rollsTheKeyBackWithTheChangeThatFailed() {
        String meter = "{\"key\":\"a\",\"event_type\":\"t\",\"aggregation\":\"COUNT\",\"unit\":\"u\"}";
        String tenant = api.tenant();
        api.post("/v1/meters?tenant=" + tenant, OPERATOR, meter);

        api.post("/v1/meters?tenant=" + tenant, OPERATOR, meter, idempotencyKey);
        Answer again = api.post("/v1/meters?tenant=" + tenant, OPERATOR, meter, idempotencyKey);

        assertThat(again.problem()).isEqualTo("meter-key-taken");
        assertThat(stored()).isZero();
    }

    @Test
    void replaysANewApiKeyButStoresItsSecretUnreadably() {
        String keys = "/v1/tenants/" + api.tenant() + "/api-keys";

        Answer first = api.post(keys, OPERATOR, "{\"name\":\"k\"}", idempotencyKey);
        Answer again = api.post(keys, OPERATOR, "{\"name\":\"k\"}", idempotencyKey);

        assertThat(again.field("secret")).isEqualTo(first.field("secret")).startsWith("mtx_live_");
        assertThat(again.header("Cache-Control")).hasValue("no-store");
        byte[] stored = TestDatabase.jdbi()
                .withHandle(
                        handle -> handle.createQuery("SELECT answer FROM platform.idempotent_answer WHERE key = :key")
                                .bind("key", idempotencyKey)
                                .mapTo(byte[].class)
                                .one());
        assertThat(new String(stored, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("mtx_live_");
        assertThat(AnswerSeal.of("another credential").open(stored)).isEmpty();
    }

    @Test
    void keepsTheKeysOfTwoSendersApart() {
        String one = api.key(api.tenant());
        String other = api.key(api.tenant());
        String meter = "{\"key\":\"a\",\"event_type\":\"t\",\"aggregation\":\"COUNT\",\"unit\":\"u\"}";

        Answer ofOne = api.post("/v1/meters", one, meter, idempotencyKey);
        Answer ofOther = api.post("/v1/meters", other, meter, idempotencyKey);

        assertThat(List.of(ofOne.status(), ofOther.status())).containsOnly(201);
        assertThat(ofOne.field("id")).isNotEqualTo(ofOther.field("id"));
    }

    private static long tenants() {
        return TestDatabase.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM access.tenant")
                        .mapTo(long.class)
                        .one());
    }

    private long stored() {
        return TestDatabase.jdbi()
                .withHandle(
                        handle -> handle.createQuery("SELECT count(*) FROM platform.idempotent_answer WHERE key = :key")
                                .bind("key", idempotencyKey)
                                .mapTo(long.class)
                                .one());
    }
}
