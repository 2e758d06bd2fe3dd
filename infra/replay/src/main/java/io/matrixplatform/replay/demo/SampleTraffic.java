package io.matrixplatform.replay.demo;

import io.matrixplatform.replay.demo.Sending.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Made-up traffic of several tenants, tick by tick: a pure function of the seed. Shaped like what recorded services show: few
 * tenants and keys carry most calls, most keys are idle most of the time, calls come in bursts, tokens are heavy-tailed; with
 * what no recording has put in: repeats, conflicts, disorder, lateness, and events that cannot be taken.
 */
final class SampleTraffic {
    static final Duration TICK = Duration.ofMillis(250);

    /** Keys of each tenant that are used at all; those after them stay idle for ever. */
    static final int KEYS_IN_USE = 3;

    static final double REPEATS = 0.03;
    static final double CONFLICTS = 0.003;
    static final double DISORDERED = 0.05;
    static final double LATE = 0.01;
    static final double BAD = 0.006;
    static final double DOCUMENTS = 0.06;

    private static final double SKEW = 1.2;
    private static final Duration PHASE = Duration.ofSeconds(8);
    private static final double BURSTS = 0.08;
    private static final double CALM_FACTOR = 0.65;
    /** So that the mean over all phases is the rate that was asked for. */
    private static final double BURST_FACTOR = (1 - CALM_FACTOR * (1 - BURSTS)) / BURSTS;

    private static final Duration KEY_PHASE = Duration.ofSeconds(45);
    private static final double KEY_IS_IDLE = 0.6;
    private static final double[] KEY_WEIGHTS = {60, 28, 12};

    /** How far back late events are put at most. */
    static final Duration LATEST = Duration.ofHours(3);

    private final long seed;
    private final int tenants;
    private final double callsPerTick;

    SampleTraffic(long seed, int tenants, int callsPerSecond) {
        this.seed = seed;
        this.tenants = tenants;
        this.callsPerTick = callsPerSecond * (TICK.toMillis() / 1e3);
    }

    /** What happens in a tick, with when it is to be sent, which may be some ticks later. */
    List<Sending> tick(long number) {
        List<Sending> sendings = new ArrayList<>();
        for (int tenant = 0; tenant < tenants; tenant++) {
            Chance chance = new Chance(seed, number * 1_000 + tenant);
            boolean inBurst = isInBurst(tenant, number);
            double mean = callsPerTick * share(tenant) * (inBurst ? BURST_FACTOR : CALM_FACTOR);
            int count = chance.poisson(mean);
            for (int i = 0; i < count; i++) {
                String id = "demo-" + number + "-" + tenant + "-" + i;
                Duration at = TICK.multipliedBy(number).plus(part(TICK, chance.share()));
                add(sendings, chance, tenant, inBurst, id, at);
            }
        }
        return sendings;
    }

    /** The share of all calls that a tenant makes. */
    double share(int tenant) {
        double sum = 0;
        for (int i = 0; i < tenants; i++) {
            sum += Math.pow(i + 1, -SKEW);
        }
        return Math.pow(tenant + 1, -SKEW) / sum;
    }

    private void add(List<Sending> sendings, Chance chance, int tenant, boolean inBurst, String id, Duration at) {
        int key = key(chance, tenant, at);
        if (chance.happens(BAD)) {
            sendings.add(new Sending(at, tenant, key, bad(chance, id, at), Kind.BAD));
            return;
        }
        boolean late = chance.happens(LATE);
        Duration occurred = late ? at.minus(LATEST).plus(part(Duration.ofHours(1), chance.share())) : at;
        String subject = SampleCalls.subject(chance);
        SampleEvent event = chance.happens(DOCUMENTS)
                ? new SampleEvent(id, SampleEvent.DOCUMENT, subject, occurred, document(chance), false)
                : new SampleEvent(
                        id, SampleEvent.API_CALL, subject, occurred, SampleCalls.data(chance, tenant, inBurst), false);
        boolean disordered = !late && chance.happens(DISORDERED);
        Duration due = disordered ? at.plus(part(Duration.ofSeconds(20), chance.share())) : at;
        sendings.add(
                new Sending(due, tenant, key, event, late ? Kind.LATE : disordered ? Kind.DISORDERED : Kind.PROMPT));
        if (chance.happens(REPEATS)) {
            sendings.add(new Sending(due.plus(soon(chance)), tenant, key, event, Kind.REPEAT));
        } else if (event.isApiCall() && chance.happens(CONFLICTS)) {
            sendings.add(new Sending(due.plus(soon(chance)), tenant, key, changed(event), Kind.CONFLICT));
        }
    }

    private boolean isInBurst(int tenant, long tick) {
        long phase = Math.floorDiv(tick * TICK.toMillis(), PHASE.toMillis());
        return new Chance(seed, -1 - (phase * 1_000 + tenant)).happens(BURSTS);
    }

    /** The first key is always in use, the others now and then, the rest never. */
    private int key(Chance chance, int tenant, Duration at) {
        int key = chance.pick(KEY_WEIGHTS);
        long phase = Math.floorDiv(at.toMillis(), KEY_PHASE.toMillis());
        boolean idle = new Chance(seed ^ 0x6b6579, (phase * 1_000 + tenant) * KEYS_IN_USE + key).happens(KEY_IS_IDLE);
        return key > 0 && idle ? 0 : key;
    }

    private static Map<String, Object> document(Chance chance) {
        return Map.of(
                "pages", chance.logNormal(4, 0.9, 800),
                "language", List.of("en", "de", "fr", "ja").get(chance.pick(60, 20, 12, 8)),
                "ocr", chance.happens(0.4));
    }

    /** Each a fault of its own that real clients have. */
    private static SampleEvent bad(Chance chance, String id, Duration at) {
        Map<String, Object> data = new HashMap<>(SampleCalls.data(chance, 0, false));
        Duration occurred = at;
        switch (chance.pick(1, 1, 1, 1, 1)) {
            case 0 -> data.remove("model");
            case 1 -> data.put("input_tokens", -1);
            case 2 -> data.put("latency_ms", "fast");
            case 3 -> occurred = at.plus(Duration.ofHours(2));
            default -> occurred = at.minus(Duration.ofDays(60));
        }
        return new SampleEvent(id, SampleEvent.API_CALL, SampleCalls.subject(chance), occurred, data, true);
    }

    private static SampleEvent changed(SampleEvent event) {
        Map<String, Object> data = new HashMap<>(event.data());
        data.put("output_tokens", 2_001L);
        return new SampleEvent(event.id(), event.type(), event.subject(), event.occurred(), data, false);
    }

    private static Duration soon(Chance chance) {
        return Duration.ofMillis(500).plus(part(Duration.ofSeconds(15), chance.share()));
    }

    private static Duration part(Duration whole, double share) {
        return Duration.ofNanos((long) (whole.toNanos() * share));
    }
}
