package io.matrixplatform.ingest.access.limits;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.ingest.access.KnownKey;
import io.matrixplatform.ingest.access.StateTable;
import io.matrixplatform.ingest.access.limits.Decision.Admitted;
import io.matrixplatform.ingest.access.limits.Decision.Refused;
import io.matrixplatform.model.access.limits.Limit;
import io.matrixplatform.model.access.limits.LimitKind;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A limiter with clocks in the hands of the test, and a control plane that has just been heard of. */
final class Edge {
    static final Instant NOON = Instant.parse("2026-07-01T12:00:00Z");
    static final Duration PERMIT_MAX_AGE = Duration.ofMinutes(15);
    static final String FREE = "free";

    final LimitTable table;
    final Limiter limiter;
    private long nanos = Long.MAX_VALUE - 1_000_000_000L; // about to overflow, as a monotonic clock may be
    private Instant wall = NOON;
    private long version;

    Edge() {
        this(Path.of("there-is-no-such-file"));
    }

    /** @param file of what was used of hours and days before */
    Edge(Path file) {
        InstantSource clock = () -> wall;
        SteadyTime time = new SteadyTime(() -> nanos, clock);
        LimiterConfig config = new LimiterConfig(Duration.ofMinutes(10), PERMIT_MAX_AGE, Duration.ofSeconds(5));
        table = new LimitTable(new RecordDecoder<>(Topics.ACCESS_LIMIT_STATE, SchemaRegistry.inMemory()), time, config);
        limiter = new Limiter(table, time, config, new KeptWindows(file), new LimiterMetrics(new PrometheusRegistry()));
        heartbeat();
    }

    void heartbeat() {
        table.apply(StateTable.HEARTBEAT, null, wall);
    }

    Edge tier(Limit... limits) {
        return put("plan/" + FREE, limits);
    }

    Edge put(String owner, Limit... limits) {
        version++;
        table.put(owner, new LimitSet(version, List.of(limits)));
        return this;
    }

    static Limit limit(LimitKind kind, long amount) {
        return Limit.of(kind, amount);
    }

    /** A key of tenant and subscription 1, under the plan free. */
    static KnownKey key(int number) {
        return key(number, "ten_1", "sub_1", FREE);
    }

    static KnownKey key(int number, String tenant, @Nullable String subscription, @Nullable String plan) {
        return rotated(number, number, tenant, subscription, plan);
    }

    /** One that took the place of another. */
    static KnownKey rotated(int number, int first) {
        return rotated(number, first, "ten_1", "sub_1", FREE);
    }

    private static KnownKey rotated(
            int number, int first, String tenant, @Nullable String subscription, @Nullable String plan) {
        return new KnownKey(
                "key_" + number,
                "key_" + first,
                tenant,
                subscription,
                plan,
                Set.of("inference"),
                null,
                false,
                Set.of(),
                List.of(),
                1);
    }

    Decision ask() {
        return ask(key(1), 0, 0);
    }

    Decision ask(KnownKey key, long input, long output) {
        return limiter.admit(key, new Demand(input, output, false));
    }

    Permit admit() {
        return admit(key(1), 0, 0);
    }

    Permit admit(KnownKey key, long input, long output) {
        return ((Admitted) ask(key, input, output)).permit();
    }

    Refused refuse() {
        return refuse(key(1), 0, 0);
    }

    Refused refuse(KnownKey key, long input, long output) {
        return (Refused) ask(key, input, output);
    }

    /** How many calls are let through one after the other, each over at once. */
    long letThrough(KnownKey key) {
        return Stream.generate(() -> ask(key, 0, 0))
                .takeWhile(Admitted.class::isInstance)
                .peek(decision -> ((Admitted) decision).permit().settle(0, 0))
                .count();
    }

    void pass(Duration time) {
        nanos += time.toNanos();
        wall = wall.plus(time);
    }

    void stepWallClock(Duration by) {
        wall = wall.plus(by);
    }

    static Reading reading(Decision decision, LimitKind kind) {
        return decision.readings().stream()
                .filter(each -> each.limit().limit().kind() == kind)
                .findFirst()
                .orElseThrow();
    }
}
