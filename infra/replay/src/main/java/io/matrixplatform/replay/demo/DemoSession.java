package io.matrixplatform.replay.demo;

import io.matrixplatform.model.metering.Slice;
import io.matrixplatform.model.time.TimeWindow;
import io.matrixplatform.replay.counting.Totals;
import io.matrixplatform.replay.plan.ApiCallEvents;
import io.matrixplatform.replay.platform.Backoff;
import io.matrixplatform.replay.platform.Narrator;
import io.matrixplatform.replay.platform.Patience;
import io.matrixplatform.replay.platform.ReplayException;
import io.matrixplatform.replay.runs.RunKey;
import io.matrixplatform.replay.runs.RunTenant;
import io.matrixplatform.replay.runs.Runs;
import io.matrixplatform.replay.sending.BatchSender;
import io.matrixplatform.replay.sending.Edge;
import io.matrixplatform.replay.sending.Tally;
import io.matrixplatform.replay.stack.Api;
import io.matrixplatform.replay.stack.Endpoints;
import io.matrixplatform.replay.stack.JsonHttp;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One sitting of the demo: sends calls of the sample tenant at an even rate, and shows what comes of them. */
public final class DemoSession {
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final Duration LOOK_PATIENCE = Duration.ofSeconds(1);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration START_PATIENCE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final RunKey key;
    private final Api api;
    private final Api hastyApi;
    private final InstantSource clock;
    private final Narrator narrator;
    private final Instant start;
    private final Tally tally;
    private final BatchSender sender;
    private final Totals before;
    private volatile Counted counted;

    /** What the platform has counted since the start, and how many seconds ago the ledger was complete. */
    private record Counted(Totals totals, String ledger) {}

    public DemoSession(Endpoints endpoints, Runs runs, InstantSource clock, Narrator narrator) throws IOException {
        this.api = new Api(endpoints, new JsonHttp(START_PATIENCE));
        this.hastyApi = new Api(endpoints, new JsonHttp(LOOK_PATIENCE));
        this.clock = clock;
        this.narrator = narrator;
        this.start = clock.instant();
        RunTenant tenant = sampleTenant(runs);
        this.key = tenant.keys().get(0);
        this.tally = new Tally(any -> tenant.id());
        this.sender = new BatchSender(
                new Edge(endpoints.ingest(), REQUEST_TIMEOUT),
                new ApiCallEvents("urn:matrix:demo:" + start.toEpochMilli()),
                tally,
                acknowledged -> {},
                Backoff.PATIENT,
                new Patience(PATIENCE));
        sender.awaitKey(key);
        this.before = ledgerNow(api);
        this.counted = new Counted(Totals.ZERO, "ledger not yet known");
    }

    private RunTenant sampleTenant(Runs runs) throws IOException {
        Optional<RunTenant> kept = runs.findDemo();
        if (kept.isPresent()) {
            return kept.get();
        }
        String founding = "demo-" + start.toEpochMilli();
        String tenant = api.foundTenant("Sample tenant", founding);
        RunTenant sample =
                new RunTenant(tenant, "Sample tenant", List.of(api.mintKey(tenant, "demo", founding + "-key")));
        runs.keepDemo(sample);
        narrator.say(
                "sample tenant " + tenant + " with key " + sample.keys().get(0).id() + ", kept for the next time");
        return sample;
    }

    /** Returns when {@code length} is over. */
    public void run(int callsPerSecond, long seed, Duration length) {
        SampleCalls calls = new SampleCalls(seed);
        long begin = System.nanoTime();
        long lookedAt = begin;
        long sent = 0;
        for (long now = begin; now - begin < length.toNanos(); now = System.nanoTime()) {
            long due = Math.round((now - begin) / 1e9 * callsPerSecond);
            if (due > sent) {
                // After a pause the backlog is not made up for: it is traffic, not a debt.
                int count = (int) Math.min(due - sent, callsPerSecond);
                sent = due;
                sender.send(key, calls.next(count, clock.instant()));
            }
            if (now - lookedAt > LOOK_EVERY.toNanos()) {
                lookedAt = now;
                look();
            }
            narrator.update(this::status);
            Patience.sleep(TICK);
        }
        look();
    }

    private void look() {
        try {
            String ledger = hastyApi.ledgerThrough()
                    .map(through -> "ledger complete up to "
                            + Duration.between(through, clock.instant()).toSeconds() + " s ago")
                    .orElse("ledger has not begun");
            counted = new Counted(ledgerNow(hastyApi).minus(before), ledger);
        } catch (ReplayException away) {
            counted = new Counted(counted.totals(), "the api does not answer");
        }
    }

    private Totals ledgerNow(Api asked) {
        TimeWindow window = new TimeWindow(
                Slice.startOf(start), Slice.startOf(clock.instant()).plus(Slice.LENGTH));
        Api.LedgerTotals totals = asked.ledger(key, window);
        return totals.ledger().plus(totals.late());
    }

    /** How things stand, in one line. */
    public String status() {
        Totals sent = tally.sentByTenant().values().stream().reduce(Totals.ZERO, Totals::plus);
        Counted now = counted;
        return String.format(
                Locale.ROOT,
                "sent %,d  acknowledged %,d  counted %,d  input tokens %,d  output tokens %,d  %s",
                sent.calls(),
                tally.acknowledgements(),
                now.totals().calls(),
                now.totals().inputTokens(),
                now.totals().outputTokens(),
                now.ledger());
    }
}
