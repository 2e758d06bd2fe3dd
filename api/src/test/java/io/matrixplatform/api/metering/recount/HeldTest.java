package io.matrixplatform.api.metering.recount;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.catalog.usagerules.UsageRule;
import io.matrixplatform.api.metering.recount.RecountRules.Held;
import io.matrixplatform.events.metering.ApiCall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeldTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final UsageRule EVERY = rule("*", 1, 100, NOON.minus(Duration.ofDays(1)), null);
    private static final UsageRule OLD = rule("m", 1, 10, NOON.minus(Duration.ofDays(1)), NOON);
    private static final UsageRule NEW = rule("m", 2, 50, NOON, null);

    private final Held held = new Held(List.of(EVERY, OLD, NEW), Set.of());

    @Test
    void goesByTheVersionThatWasInForce() {
        assertThat(held.isHeld(call("m", 11), NOON.minusSeconds(1))).isTrue();
        assertThat(held.isHeld(call("m", 11), NOON)).isFalse();
        assertThat(held.isHeld(call("m", 51), NOON)).isTrue();
    }

    @Test
    void goesByTheRuleOfEveryModelWhereThereIsNoOther() {
        assertThat(held.isHeld(call("other", 100), NOON)).isFalse();
        assertThat(held.isHeld(call("other", 101), NOON)).isTrue();
        assertThat(held.isHeld(call("other", 101), NOON.minus(Duration.ofDays(2))))
                .isFalse();
    }

    @Test
    void letsGoOfWhatWasReleasedAndNothingElse() {
        Held released = new Held(List.of(EVERY), Set.of(Held.name(call("m", 101))));

        assertThat(released.isHeld(call("m", 101), NOON)).isFalse();
        assertThat(released.isHeld(call("m", 102), NOON)).isTrue();
    }

    private static RawFact call(String model, long output) {
        return RawCall.of(ApiCall.newBuilder()
                .setEventId("e")
                .setTenantId("ten_a")
                .setSource("s")
                .setOccurredAt(NOON)
                .setRecordedAt(NOON)
                .setKeyId("key_1")
                .setModel(model)
                .setRoute("/v1/chat")
                .setStatus(200)
                .setLatencyMs(1)
                .setOutputTokens(output)
                .build());
    }

    private static UsageRule rule(String model, long version, long maxOutput, Instant from, @Nullable Instant until) {
        return new UsageRule(model, version, null, maxOutput, null, true, false, false, from, until, from);
    }
}
