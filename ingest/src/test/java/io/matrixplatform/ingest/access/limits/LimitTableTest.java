package io.matrixplatform.ingest.access.limits;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.access.LimitSetting;
import io.matrixplatform.events.access.LimitState;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.RecordEncoder;
import io.matrixplatform.ingest.FakeRegistry;
import io.matrixplatform.ingest.access.StateTable;
import io.matrixplatform.model.access.limits.Limit;
import io.matrixplatform.model.access.limits.LimitKind;
import io.matrixplatform.model.access.limits.WhenStale;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LimitTableTest {
    private static final Instant NOON = Edge.NOON;

    private final FakeRegistry registry = new FakeRegistry();
    private final RecordEncoder<LimitState> encoder = new RecordEncoder<>(Topics.ACCESS_LIMIT_STATE, registry.client());
    private long nanos;
    private Instant wall = NOON;
    private final SteadyTime time = new SteadyTime(() -> nanos, () -> wall);
    private final LimitTable table = new LimitTable(
            new RecordDecoder<>(Topics.ACCESS_LIMIT_STATE, registry.client()),
            time,
            new LimiterConfig(Duration.ofMinutes(10), Duration.ofMinutes(15), Duration.ofSeconds(5)));

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void knowsTheLimitsOfPlanSubscriptionAndKey() {
        assertThat(apply("plan/free", 1, setting("requests_per_minute", 60))).isTrue();
        assertThat(apply("subscription/sub_1", 1, setting("requests_per_minute", 90)))
                .isTrue();
        assertThat(apply("key/key_1", 1, setting("concurrent_requests", 2))).isTrue();

        Policies known = known();
        assertThat(known.tier().limits()).containsExactly(Limit.of(LimitKind.REQUESTS_PER_MINUTE, 60));
        assertThat(requireNonNull(known.subscription()).limits())
                .containsExactly(Limit.of(LimitKind.REQUESTS_PER_MINUTE, 90));
        assertThat(requireNonNull(known.key()).limits()).containsExactly(Limit.of(LimitKind.CONCURRENT_REQUESTS, 2));
        assertThat(table.count(WhenStale.LOCAL)).isEqualTo(3);
    }

    @Test
    void isNotTalkedBackByAnOlderVersion() {
        apply("plan/free", 2, setting("requests_per_minute", 60));

        assertThat(apply("plan/free", 1, setting("requests_per_minute", 90))).isFalse();
        assertThat(tier()).containsExactly(Limit.of(LimitKind.REQUESTS_PER_MINUTE, 60));
    }

    @Test
    void keepsWhatItHadWhenALimitIsNoneThatItCouldKeep() {
        apply("plan/free", 1, setting("requests_per_minute", 60));

        assertThat(apply("plan/free", 2, setting("images_per_minute", 1))).isFalse();
        assertThat(apply("plan/free", 2, setting("requests_per_minute", 0))).isFalse();
        assertThat(table.apply("plan/free", new byte[] {1, 2, 3}, NOON)).isFalse();
        assertThat(tier()).containsExactly(Limit.of(LimitKind.REQUESTS_PER_MINUTE, 60));
    }

    @Test
    void doesNotKnowAPlanOfWhichItWasToldNothing() {
        assertThat(table.of(Edge.key(1), "sub_1", time.now())).isNull();
        apply("plan/free", 1, setting("requests_per_minute", 60));
        table.apply("plan/free", null, NOON);
        assertThat(table.of(Edge.key(1), "sub_1", time.now())).isNull();
    }

    @Test
    void growsOldByTheMonotonicClockFromTheTimeTheLastHeartbeatWasWritten() {
        assertThat(table.age()).isGreaterThan(Duration.ofDays(365));
        table.apply(StateTable.HEARTBEAT, null, NOON.minusSeconds(60));
        table.apply(StateTable.HEARTBEAT, null, NOON.minusSeconds(90));
        assertThat(table.age()).isEqualTo(Duration.ofSeconds(60));

        nanos += Duration.ofSeconds(5).toNanos();
        wall = NOON.minusSeconds(3_600);

        assertThat(table.age()).isEqualTo(Duration.ofSeconds(65));
    }

    private List<Limit> tier() {
        return known().tier().limits();
    }

    private Policies known() {
        return requireNonNull(table.of(Edge.key(1), "sub_1", time.now()));
    }

    private boolean apply(String key, long version, LimitSetting... settings) {
        return table.apply(key, state(key, version, settings), NOON);
    }

    private byte @Nullable [] state(String key, long version, LimitSetting... settings) {
        int slash = key.indexOf('/');
        return encoder.encode(LimitState.newBuilder()
                .setScope(key.substring(0, slash))
                .setId(key.substring(slash + 1))
                .setVersion(version)
                .setLimits(List.of(settings))
                .build());
    }

    private static LimitSetting setting(String kind, long amount) {
        return LimitSetting.newBuilder()
                .setKind(kind)
                .setAmount(amount)
                .setBurst(amount)
                .setWhenStale("local")
                .build();
    }
}
