package io.matrixplatform.e2e.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matrixplatform.e2e.access.Tenant;
import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.e2e.platform.RunningStack;
import io.matrixplatform.events.metering.ApiCall;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An edge is killed under load, again and again. */
@ExtendWith(RunningStack.class)
class EdgeKilledE2E {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int CALLERS = 20;
    private static final int KILLS = 5;

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void noAnsweredCallIsMissing(Platform platform) throws Exception {
        Instant before = Instant.now().minusSeconds(1);
        Tenant caller = Tenant.create(platform.operator(), "edge killed")
                .withKey(platform.operator(), "\"scopes\":[\"inference\"]");
        try (SecondEdge edge = new SecondEdge(platform, "killed", folder)) {
            edge.start();
            GenerousLimits.of(caller, platform.operator(), edge.as(caller.secret()));
            CallLoad load = CallLoad.start(edge.as(caller.secret()), CALLERS);
            try (load) {
                for (int kill = 0; kill < KILLS; kill++) {
                    int since = load.answered(200);
                    await("calls are answered").atMost(LIMIT).until(() -> load.answered(200) > since + 5 * CALLERS);
                    edge.kill();
                    edge.start();
                }
            }

            await("what the killed ones left is in Kafka")
                    .atMost(LIMIT)
                    .until(() ->
                            edge.metric("inference_spool_bytes") == 0 && edge.metric("inference_journal_facts") == 0);
            Map<String, ApiCall> facts = new CallLog(platform).of(caller.id(), before);
            assertThat(load.answered()).hasSizeGreaterThan(KILLS * 5 * CALLERS);
            assertThat(load.answered())
                    .allSatisfy((id, tokens) -> assertThat(facts.get(id))
                            .as("the fact of call %s", id)
                            .isNotNull()
                            .satisfies(
                                    fact -> assertThat(fact.getOutputTokens()).isEqualTo((long) tokens)));
        }
    }
}
