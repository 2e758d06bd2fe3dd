package io.matrixplatform.bench.limits;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.access.LimitSetting;
import io.matrixplatform.events.access.LimitState;
import io.matrixplatform.events.registry.RecordEncoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.ingest.access.KnownKey;
import io.matrixplatform.ingest.access.StateTable;
import io.matrixplatform.ingest.access.limits.Limiter;
import io.matrixplatform.ingest.access.limits.LimiterConfig;
import io.matrixplatform.ingest.access.limits.LimitsModule;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/**
 * Keys of as many tenants, each under the four limits of its plan, which are so large that none refuses. The sweep does not
 * run: what is used stays, and nothing is written to disk.
 */
final class LimitedKeys {
    static final int LIMITS_EACH = 4;

    private static final long AMOUNT = 1_000_000_000;
    private static final String PLAN = "large";

    private final LimitsModule module;
    private final KnownKey[] keys;

    LimitedKeys(int count) {
        SchemaRegistry registry = SchemaRegistry.inMemory();
        registry.register(Topics.ACCESS_LIMIT_STATE.subject(), Topics.ACCESS_LIMIT_STATE.schema());
        Duration never = Duration.ofDays(1);
        InstantSource clock = InstantSource.system();
        module = new LimitsModule(
                new LimiterConfig(never, never, never),
                registry,
                new PrometheusRegistry(),
                Path.of("never-written"),
                clock);
        module.table.apply("plan/" + PLAN, limits(registry), clock.instant());
        module.table.apply(StateTable.HEARTBEAT, null, clock.instant());
        keys = new KnownKey[count];
        for (int i = 0; i < count; i++) {
            keys[i] = new KnownKey(
                    String.format("key_%022d", i),
                    String.format("key_%022d", i),
                    String.format("ten_%022d", i),
                    String.format("sub_%022d", i),
                    PLAN,
                    Set.of("inference"),
                    null,
                    false,
                    Set.of(),
                    List.of(),
                    1);
        }
    }

    Limiter limiter() {
        return module.limiter;
    }

    int count() {
        return keys.length;
    }

    KnownKey key(int number) {
        return keys[number];
    }

    private static byte[] limits(SchemaRegistry registry) {
        return new RecordEncoder<LimitState>(Topics.ACCESS_LIMIT_STATE, registry)
                .encode(new LimitState(
                        "plan",
                        PLAN,
                        1L,
                        List.of(
                                limit("requests_per_minute"),
                                limit("requests_per_day"),
                                limit("tokens_per_minute"),
                                limit("concurrent_requests"))));
    }

    private static LimitSetting limit(String kind) {
        return new LimitSetting(kind, AMOUNT, AMOUNT, "local");
    }
}
