package io.matrixplatform.e2e.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.e2e.access.Tenant;
import io.matrixplatform.e2e.metering.Books;
import io.matrixplatform.e2e.platform.Http;
import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.e2e.platform.RunningStack;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.local.process.Frozen;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** Models are called while Kafka is away, and the edge dies before it could tell Kafka of it. */
@Isolated("it stops what the others stand on")
@ExtendWith(RunningStack.class)
class BrokerAwayE2E {
    private static final Duration AWAY = Duration.ofSeconds(60);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int CALLERS = 40;

    @Test
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    void noAnsweredCallIsMissingFromTheRecountAfterwards(Platform platform) throws Exception {
        Instant before = Instant.now().minusSeconds(1);
        Tenant tenant = Tenant.create(platform.operator(), "broker away");
        Tenant caller = tenant.withKey(platform.operator(), "\"scopes\":[\"inference\"]");
        Http gateway = platform.ingest(caller.secret());
        GenerousLimits.of(caller, platform.operator(), gateway);

        CallLoad load = CallLoad.start(gateway, CALLERS);
        try (load) {
            await("calls are answered").atMost(LIMIT).until(() -> load.answered(200) > 10 * CALLERS);
            stayAway(platform, load);
            platform.stack().kill("ingest");
            assertThat(platform.stack().awaitReady("ingest", LIMIT)).isTrue();
            int since = load.answered(200);
            await("calls are answered again").atMost(LIMIT).until(() -> load.answered(200) > since + 5 * CALLERS);
        }

        await("what was kept is in Kafka")
                .atMost(LIMIT)
                .until(() -> EdgeMetrics.of(gateway, "inference_spool_bytes") == 0);
        Map<String, ApiCall> facts = new CallLog(platform).of(caller.id(), before);
        assertThat(load.answered())
                .allSatisfy((id, tokens) -> assertThat(facts.get(id))
                        .as("the fact of call %s", id)
                        .isNotNull()
                        .satisfies(fact -> assertThat(fact.getOutputTokens()).isEqualTo((long) tokens)));
        assertBooks(new Books(platform.api(tenant.secret())).settled(), facts);
    }

    /** While it is, every call is answered: the disk has room for many more. */
    private static void stayAway(Platform platform, CallLoad load) throws Exception {
        int before = load.answered(200);
        try (Frozen broker = platform.stack().freeze("kafka")) {
            TimeUnit.NANOSECONDS.sleep(AWAY.toNanos());
        }
        assertThat(load.answered(503)).as("calls refused meanwhile").isZero();
        assertThat(load.answered(0)).as("calls not answered meanwhile").isZero();
        assertThat(load.answered(200) - before).as("calls answered meanwhile").isGreaterThan(10 * CALLERS);
    }

    private static void assertBooks(Books books, Map<String, ApiCall> facts) {
        BigDecimal output = BigDecimal.valueOf(
                facts.values().stream().mapToLong(ApiCall::getOutputTokens).sum());
        assertThat(books.inTime("api.calls")).isEqualByComparingTo(BigDecimal.valueOf(facts.size()));
        assertThat(books.inTime("tokens.output")).isEqualByComparingTo(output);
        List<JsonNode> recount = Books.ofCalls(books.recount());
        assertThat(recount)
                .allSatisfy(line -> assertThat(line.path("agrees").asBoolean())
                        .as("%s", line)
                        .isTrue());
    }
}
