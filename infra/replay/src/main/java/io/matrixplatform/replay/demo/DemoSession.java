package io.matrixplatform.replay.demo;

import static java.util.Comparator.comparing;

import io.matrixplatform.model.metering.Slice;
import io.matrixplatform.model.time.TimeWindow;
import io.matrixplatform.replay.platform.Narrator;
import io.matrixplatform.replay.platform.Patience;
import io.matrixplatform.replay.platform.ReplayException;
import io.matrixplatform.replay.runs.Demo;
import io.matrixplatform.replay.runs.DemoTenant;
import io.matrixplatform.replay.runs.RunKey;
import io.matrixplatform.replay.sending.Edge;
import io.matrixplatform.replay.stack.Api;
import io.matrixplatform.replay.stack.Api.LedgerTotals;
import io.matrixplatform.replay.stack.Endpoints;
import io.matrixplatform.replay.stack.JsonHttp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;

/** One sitting of the demo: sends the traffic of its tenants, and shows what comes of it. */
public final class DemoSession {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final Duration LOOK_PATIENCE = Duration.ofSeconds(1);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** After a longer pause the backlog is not made up for: it is traffic, not a debt. */
    private static final Duration MOST_BEHIND = Duration.ofSeconds(5);

    private final List<DemoTenant> tenants;
    private final DemoOptions options;
    private final Api api;
    private final InstantSource clock;
    private final Narrator narrator;
    private final Instant start;
    private final SampleTraffic traffic;
    private final SampleInstances instances;
    private final SampleSender sender;
    private final PriorityQueue<Sending> waiting = new PriorityQueue<>(comparing(Sending::due));
    private long nextTick;
    private volatile Looked looked;

    /**
     * What was seen at the last look.
     *
     * @param before calls counted before this sitting
     */
    private record Looked(long before, long counted, String ledger) {
        long sinceStart() {
            return counted - before;
        }
    }

    public DemoSession(Demo demo, DemoOptions options, Endpoints endpoints, InstantSource clock, Narrator narrator) {
        this.tenants = demo.tenants().subList(0, options.tenants());
        this.options = options;
        this.api = new Api(endpoints, new JsonHttp(LOOK_PATIENCE));
        this.clock = clock;
        this.narrator = narrator;
        this.start = clock.instant();
        this.traffic = new SampleTraffic(options.seed(), tenants.size(), options.callsPerSecond());
        this.instances = new SampleInstances(options.seed(), tenants.size());
        this.sender = new SampleSender(
                new Edge(endpoints.ingest(), REQUEST_TIMEOUT),
                new SampleEventWriter("urn:matrix:demo:" + start.toEpochMilli(), start),
                PATIENCE);
        tenants.forEach(tenant -> tenant.keys().forEach(sender::awaitKey));
        long before = counted(new Api(endpoints, new JsonHttp(Duration.ofMinutes(1))));
        this.looked = new Looked(before, before, "ledger not yet known");
    }

    /** Returns when the time is over. */
    public void run() {
        sendHistory();
        long begin = System.nanoTime();
        long lookedAt = begin;
        for (long now = begin; now - begin < options.length().toNanos(); now = System.nanoTime()) {
            Duration elapsed = Duration.ofNanos(now - begin);
            advanceTo(elapsed);
            sendDue(elapsed);
            if (now - lookedAt > LOOK_EVERY.toNanos()) {
                lookedAt = now;
                look();
            }
            narrator.update(this::status);
            Patience.sleep(SampleTraffic.TICK);
        }
        look();
    }

    /** What would have been sent if the demo had begun earlier, so that charts do not start empty. */
    private void sendHistory() {
        long ticks = options.history().dividedBy(SampleTraffic.TICK);
        for (nextTick = -ticks; nextTick < 0; nextTick++) {
            happen(nextTick);
        }
        if (ticks > 0) {
            narrator.say(
                    "sending what happened in the last " + options.history().toMinutes() + " minutes");
            sendDue(Duration.ZERO);
        }
    }

    private void happen(long tick) {
        waiting.addAll(traffic.tick(tick));
        waiting.addAll(instances.tick(tick));
    }

    private void advanceTo(Duration elapsed) {
        long ticks = elapsed.dividedBy(SampleTraffic.TICK);
        long skipped = ticks - nextTick - MOST_BEHIND.dividedBy(SampleTraffic.TICK);
        nextTick += Math.max(0, skipped);
        for (; nextTick < ticks; nextTick++) {
            happen(nextTick);
        }
    }

    private void sendDue(Duration elapsed) {
        Map<RunKey, List<SampleEvent>> byKey = new LinkedHashMap<>();
        while (!waiting.isEmpty() && waiting.peek().due().compareTo(elapsed) <= 0) {
            Sending sending = waiting.remove();
            RunKey key = tenants.get(sending.tenant()).keys().get(sending.key());
            List<SampleEvent> batch = byKey.computeIfAbsent(key, any -> new ArrayList<>());
            batch.add(sending.event());
            if (batch.size() == SampleSender.MOST_AT_ONCE) {
                sender.send(key, batch);
                byKey.remove(key);
                narrator.update(this::status);
            }
        }
        byKey.forEach(sender::send);
    }

    private void look() {
        try {
            String ledger = api.ledgerThrough()
                    .map(through -> "ledger complete up to "
                            + Duration.between(through, clock.instant()).toSeconds() + " s ago")
                    .orElse("ledger has not begun");
            looked = new Looked(looked.before(), counted(api), ledger);
        } catch (ReplayException away) {
            looked = new Looked(looked.before(), looked.counted(), "the api does not answer");
        }
    }

    /** API calls of all tenants, from the earliest that this sitting can send. */
    private long counted(Api asked) {
        TimeWindow window = new TimeWindow(
                Slice.startOf(start.minus(options.history()).minus(SampleTraffic.LATEST)),
                Slice.startOf(clock.instant()).plus(Slice.LENGTH));
        long calls = 0;
        for (DemoTenant tenant : tenants) {
            LedgerTotals totals = asked.ledger(tenant.keys().get(0), window);
            calls += totals.ledger().plus(totals.late()).calls();
        }
        return calls;
    }

    /** How things stand, in one line. */
    public String status() {
        Looked now = looked;
        return String.format(
                Locale.ROOT,
                "accepted %,d  rejected %,d  counted %,d calls  %s",
                sender.accepted(),
                sender.rejected(),
                now.sinceStart(),
                now.ledger());
    }
}
