package io.matrixplatform.replay.demo;

import io.matrixplatform.replay.demo.Sending.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Made-up instances of several tenants that are sampled, tick by tick: a pure function of the seed. Their load rises and falls;
 * now and then one is silent for some minutes, sends a sample twice, or restarts.
 */
final class SampleInstances {
    static final int PER_TENANT = 3;
    static final Duration EVERY = Duration.ofSeconds(30);

    static final double REPEATS = 0.02;
    static final double SILENT = 0.05;

    private static final Duration LIFE = Duration.ofMinutes(50);
    /** Longer than a level holds, so that a silence is a gap. */
    private static final Duration PHASE = Duration.ofMinutes(8);

    private static final double SECONDS_PER_WAVE = 1_200;
    private static final List<String> REGIONS = List.of("eu-west-1", "us-east-1", "ap-south-1");
    private static final long GIB = 1L << 30;
    private static final long PAGE = 4_096;

    private final long seed;
    private final int tenants;

    SampleInstances(long seed, int tenants) {
        this.seed = seed;
        this.tenants = tenants;
    }

    /** What is sampled in a tick; due at once. */
    List<Sending> tick(long number) {
        List<Sending> sendings = new ArrayList<>();
        long ticks = EVERY.dividedBy(SampleTraffic.TICK);
        for (int tenant = 0; tenant < tenants; tenant++) {
            for (int instance = 0; instance < PER_TENANT; instance++) {
                int index = tenant * PER_TENANT + instance;
                if (Math.floorMod(number, ticks) == Math.floorMod(index * 7L, ticks) && !isSilent(index, number)) {
                    sample(sendings, tenant, index, number);
                }
            }
        }
        return sendings;
    }

    private boolean isSilent(int index, long number) {
        long phase = Math.floorDiv(number, PHASE.dividedBy(SampleTraffic.TICK));
        return new Chance(seed ^ 0x736c6570, phase * 1_000 + index).happens(SILENT);
    }

    private void sample(List<Sending> sendings, int tenant, int index, long number) {
        Duration at = SampleTraffic.TICK.multipliedBy(number);
        Duration shift = Duration.ofMinutes(11L * index);
        Duration age = Duration.ofMillis(Math.floorMod(at.plus(shift).toMillis(), LIFE.toMillis()));
        Chance chance = new Chance(seed ^ 0x696e7374, number * 1_000 + index);
        double wave = 2 * Math.PI * age.toMillis() / 1e3 / SECONDS_PER_WAVE;
        double cores = 1 + index % PER_TENANT;
        double seconds = cores * (age.toMillis() / 1e3 - 0.8 * SECONDS_PER_WAVE / 2 / Math.PI * Math.sin(wave));
        long bytes = (long) ((2 + index % PER_TENANT + Math.sin(wave)) * GIB) / PAGE * PAGE;
        Map<String, Object> counted = new HashMap<>(Map.of("kind", "counter"));
        add(sendings, chance, tenant, index, number, "cpu", exact(seconds), age, counted);
        add(sendings, chance, tenant, index, number, "memory", BigDecimal.valueOf(bytes), age, new HashMap<>());
        add(
                sendings,
                chance,
                tenant,
                index,
                number,
                "storage",
                BigDecimal.valueOf((20L + index) * GIB),
                age,
                new HashMap<>());
        if (index % PER_TENANT == 0) {
            long gpus = wave % (2 * Math.PI) < Math.PI ? 2 : 1;
            add(sendings, chance, tenant, index, number, "gpu", BigDecimal.valueOf(gpus), age, new HashMap<>());
        }
    }

    private void add(
            List<Sending> sendings,
            Chance chance,
            int tenant,
            int index,
            long number,
            String metric,
            BigDecimal value,
            Duration age,
            Map<String, Object> data) {
        Duration at = SampleTraffic.TICK.multipliedBy(number);
        data.put("instance_id", "demo-i" + index);
        data.put("metric", metric);
        data.put("value", value);
        data.put("started_at", at.minus(age));
        data.put("region", REGIONS.get(index % REGIONS.size()));
        SampleEvent event = new SampleEvent(
                "sample-" + number + "-" + index + "-" + metric, SampleEvent.RUNTIME_METRIC, "agent", at, data, false);
        sendings.add(new Sending(at, tenant, 0, event, Kind.PROMPT));
        if (chance.happens(REPEATS)) {
            sendings.add(new Sending(at.plusSeconds(1), tenant, 0, event, Kind.REPEAT));
        }
    }

    private static BigDecimal exact(double seconds) {
        return BigDecimal.valueOf(seconds).setScale(3, RoundingMode.HALF_UP);
    }
}
