package io.matrixplatform.e2e.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matrixplatform.e2e.platform.Answer;
import io.matrixplatform.e2e.platform.Http;
import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.e2e.platform.RunningStack;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who gets in, and what of whom they see. */
@ExtendWith(RunningStack.class)
class KeysE2E {
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final Duration REACH_THE_EDGE = Duration.ofSeconds(5);

    @Test
    void aKeyWorksAtTheEdgeSoonAfterItWasMadeAndNoLongerAfterItWasRevoked(Platform platform) {
        Tenant tenant = Tenant.create(platform.operator(), "keys");
        Http door = platform.ingest(tenant.secret());

        await("known").atMost(REACH_THE_EDGE).until(() -> doorAnswers(door) != 401);
        Answer revoked = platform.operator().delete("/v1/tenants/" + tenant.id() + "/api-keys/" + tenant.keyId());

        assertThat(revoked.status()).isBetween(200, 204);
        await("revoked").atMost(REACH_THE_EDGE).until(() -> doorAnswers(door) == 401);
        assertThat(platform.api(tenant.secret()).get("/v1/meters").status()).isEqualTo(401);
    }

    @Test
    void everyBadKeyGetsTheSameAnswer(Platform platform) {
        Answer none = platform.ingest("").post("/v1/events", BATCH, "[]");
        Answer garbled = platform.ingest("mtx_live_nonsense").post("/v1/events", BATCH, "[]");

        assertThat(none.status()).isEqualTo(401);
        assertThat(none.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer"));
        assertThat(garbled.body()).isEqualTo(none.body());
    }

    @Test
    void anotherTenantsThingsAreNotThere(Platform platform) {
        Tenant mine = Tenant.create(platform.operator(), "mine");
        Tenant theirs = Tenant.create(platform.operator(), "theirs");
        Http api = platform.api(mine.secret());

        Answer foreign = api.get("/v1/tenants/" + theirs.id());
        Answer unknown = api.get("/v1/tenants/ten_0000000000000000000000");

        assertThat(foreign.status()).isIn(403, 404);
        assertThat(foreign.status()).isEqualTo(unknown.status());
        assertThat(foreign.problem()).isEqualTo(unknown.problem());
    }

    private static int doorAnswers(Http door) {
        return door.post("/v1/events", BATCH, "[]").status();
    }
}
